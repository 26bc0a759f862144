namespace IommuConfig.Runtime;

/// <summary>
/// Who may ask what about which device: the place of a security module. Whoever decides implements it, and adds it to the platform;
/// without one, everything is allowed that is possible.
/// </summary>
/// <remarks>Each answers 0, or the negative error that the caller gets, such as -EPERM.</remarks>
public abstract class DeviceAccessPolicy : PlatformPart
{
    /// <summary>Whether the caller may learn that a PCI device is in a group, its own or another's.</summary>
    public virtual int CheckGroup(Domain caller, DeviceId device) => 0;

    /// <summary>Whether the caller may give a PCI device to a domain, or ask if that can be done. The domain is null where none is named.</summary>
    public virtual int CheckAssign(Domain caller, Domain? domain, DeviceId device) => 0;

    /// <summary>Whether the caller may take a PCI device from a domain.</summary>
    public virtual int CheckDeassign(Domain caller, Domain domain, DeviceId device) => 0;

    /// <summary>Whether the caller may give a device of the device tree to a domain, or ask if that can be done.</summary>
    public virtual int CheckAssign(Domain caller, Domain? domain, string path) => 0;

    /// <summary>Whether the caller may take a device of the device tree from a domain.</summary>
    public virtual int CheckDeassign(Domain caller, Domain domain, string path) => 0;
}
