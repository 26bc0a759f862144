namespace IommuConfig.Runtime;

/// <summary>What only devices on PCI have.</summary>
[HookContract]
public interface IPciDeviceHooks
{
    /// <summary>Which group a device is in. Devices of one group cannot be kept apart and must be assigned together. Optional.</summary>
    /// <returns>The group, from 0; -EOPNOTSUPP by default: the provider knows no groups.</returns>
    [Hook(DependsOn = "HAS_PCI")]
    static virtual int GetDeviceGroupId(Device device) => -Errno.EOPNOTSUPP;
}
