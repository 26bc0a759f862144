namespace IommuConfig.Runtime;

/// <summary>
/// The error numbers of the layer, with the values of Linux and of Xen's public interface. Hooks return them negated; zero is success.
/// </summary>
public static class Errno
{
    /// <summary>Not permitted.</summary>
    public const int EPERM = 1;

    /// <summary>There is no such mapping or entry.</summary>
    public const int ENOENT = 2;

    /// <summary>No such domain, or it is being destroyed.</summary>
    public const int ESRCH = 3;

    /// <summary>The hardware, or what is in memory for it, is not as it should be.</summary>
    public const int EIO = 5;

    /// <summary>Some of it could not be undone.</summary>
    public const int ENXIO = 6;

    /// <summary>A list or a range is longer than allowed.</summary>
    public const int E2BIG = 7;

    /// <summary>The device is broken, or the handle is none.</summary>
    public const int EBADF = 9;

    /// <summary>Not yet; try again when others are ready.</summary>
    public const int EAGAIN = 11;

    /// <summary>No frame is left for a page table.</summary>
    public const int ENOMEM = 12;

    /// <summary>An address is outside what the caller, or the hardware, can reach.</summary>
    public const int EFAULT = 14;

    /// <summary>The device, or the resource, belongs to somebody else.</summary>
    public const int EBUSY = 16;

    /// <summary>It exists already.</summary>
    public const int EEXIST = 17;

    /// <summary>The domain's memory may be exchanged behind its back, so that no device can be given to it.</summary>
    public const int EXDEV = 18;

    /// <summary>No IOMMU, or the device is not behind one, or it is not the named domain's.</summary>
    public const int ENODEV = 19;

    /// <summary>An argument is outside its range.</summary>
    public const int EINVAL = 22;

    /// <summary>A value does not fit where it goes.</summary>
    public const int ERANGE = 34;

    /// <summary>The operation does not exist in this build.</summary>
    public const int ENOSYS = 38;

    /// <summary>A provider supports no page size at all.</summary>
    public const int ENODATA = 61;

    /// <summary>The operation stopped half-way because somebody waits; call it again and it goes on.</summary>
    public const int ERESTART = 85;

    /// <summary>The provider, or this domain, does not support the operation.</summary>
    public const int EOPNOTSUPP = 95;

    /// <summary>A reserved range is in the way of another one.</summary>
    public const int EADDRINUSE = 98;

    /// <summary>The caller's buffer is too small; the needed size was returned.</summary>
    public const int ENOBUFS = 105;
}
