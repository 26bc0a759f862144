using System;

namespace IommuConfig.Runtime;

/// <summary>How a device is assigned. The value is that of Xen's <c>XEN_DOMCTL_DEV_RDM_RELAXED</c>.</summary>
[Flags]
public enum AssignFlags
{
    /// <summary>Conflicts between the device's reserved memory and the domain's mappings are errors.</summary>
    None = 0,

    /// <summary>Such conflicts are tolerated ("relaxed RDM").</summary>
    Relaxed = 1,
}
