using System;

namespace IommuConfig.Runtime;

/// <summary>
/// What has changed in a page table since the last flush. Map and unmap add to it; the flush that is told of it covers them.
/// The values are those of Xen's <c>IOMMU_FLUSHF_*</c>.
/// </summary>
[Flags]
public enum FlushFlags
{
    /// <summary>Nothing that hardware could have seen.</summary>
    None = 0,

    /// <summary>An entry is present where none was. Only hardware that remembers absent entries needs to be told.</summary>
    Added = 1,

    /// <summary>An entry that was present has changed or is gone.</summary>
    Modified = 2,

    /// <summary>More than the named range is affected: everything of the domain.</summary>
    All = 4,
}
