using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>The end of a walk: a page, nothing, or a mistake in the table.</summary>
/// <param name="Reason">Why every request is blocked; none also where nothing is mapped, as that is a matter of the request.</param>
/// <param name="IsPresent">Whether there is a page.</param>
/// <param name="Page">The machine address of the page.</param>
/// <param name="Order">The size: 2^n frames of 4096 bytes. Of nothing, the size that the entry stands for.</param>
/// <param name="Access">What all levels together allow.</param>
/// <param name="IsDirty">Whether the page may be written without first setting a dirty flag in the table.</param>
public readonly record struct WalkResult(FaultReason Reason, bool IsPresent, ulong Page, int Order, PageAccess Access, bool IsDirty)
{
    /// <summary>Whether reads are allowed.</summary>
    public bool IsReadable => (Access & PageAccess.Read) != 0;

    /// <summary>Whether writes are allowed.</summary>
    public bool IsWritable => (Access & PageAccess.Write) != 0;

    /// <summary>Why a request is blocked.</summary>
    public FaultReason Judge(bool isWrite)
    {
        if (Reason != FaultReason.None)
        {
            return Reason;
        }

        if (!(isWrite ? IsWritable : IsReadable))
        {
            return isWrite ? FaultReason.WriteDenied : FaultReason.ReadDenied;
        }

        return isWrite && !IsDirty ? FaultReason.DirtyFlagMissing : FaultReason.None;
    }

    /// <summary>Where a device address within the page goes.</summary>
    public ulong Target(ulong address) => Page | (address & (((ulong)FrameSource.FrameSize << Order) - 1));

    internal static WalkResult Blocked(FaultReason reason) => new(reason, false, 0, 0, PageAccess.None, false);

    internal static WalkResult Absent(in TableStep at) => new(FaultReason.None, false, 0, at.Shift - 12, PageAccess.None, false);

    internal static WalkResult PageOf(ulong page, int shift, PageAccess access, bool isDirty = true) =>
        new(FaultReason.None, true, page, shift - 12, access, isDirty);
}
