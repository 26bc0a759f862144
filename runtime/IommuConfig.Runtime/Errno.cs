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

    /// <summary>No frame is left for a page table.</summary>
    public const int ENOMEM = 12;

    /// <summary>An address is outside what the caller, or the hardware, can reach.</summary>
    public const int EFAULT = 14;

    /// <summary>The device, or the resource, belongs to somebody else.</summary>
    public const int EBUSY = 16;

    /// <summary>It exists already.</summary>
    public const int EEXIST = 17;

    /// <summary>The domain belongs to a different provider than the device.</summary>
    public const int EXDEV = 18;

    /// <summary>No IOMMU, or the device is not behind one, or it is not the named domain's.</summary>
    public const int ENODEV = 19;

    /// <summary>An argument is outside its range.</summary>
    public const int EINVAL = 22;

    /// <summary>The operation does not exist in this build.</summary>
    public const int ENOSYS = 38;

    /// <summary>A provider supports no page size at all.</summary>
    public const int ENODATA = 61;

    /// <summary>The provider, or this domain, does not support the operation.</summary>
    public const int EOPNOTSUPP = 95;

    /// <summary>The caller's buffer is too small; the needed size was returned.</summary>
    public const int ENOBUFS = 105;
}
