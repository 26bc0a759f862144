namespace IommuConfig.Runtime;

/// <summary>Interrupts of an HPET, sent as messages that the IOMMU remaps.</summary>
[HookContract]
public interface IHpetHooks
{
    /// <summary>Gives the HPET's interrupt a remapping entry. Optional.</summary>
    /// <remarks>The descriptor holds no device: an HPET is behind an IOMMU, but no driver's device. So in a mixed build it does not exist.</remarks>
    /// <returns>0; -ENODEV by default, and when the HPET is behind no unit.</returns>
    [Hook(Context = HookContext.None)]
    static virtual int SetupHpetMsi(MsiDescriptor msi) => -Errno.ENODEV;
}
