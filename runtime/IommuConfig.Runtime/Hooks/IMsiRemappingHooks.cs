namespace IommuConfig.Runtime;

/// <summary>Interrupts of PCI devices, sent as messages that the IOMMU remaps.</summary>
[HookContract]
public interface IMsiRemappingHooks
{
    /// <summary>Programs the remapping entry for an interrupt. Optional.</summary>
    /// <param name="msi">The interrupt.</param>
    /// <param name="message">In: where it shall go. Out: what the device has to be told.</param>
    /// <returns>1 when the device must be told the message, 0 when not, also by default; negative on an error.</returns>
    [Hook(DependsOn = "HAS_PCI")]
    static virtual int UpdateIreFromMsi(MsiDescriptor msi, ref MsiMessage message) => 0;

    /// <summary>Turns what the device was told back into where the interrupt goes. Optional; by default that is the same.</summary>
    [Hook(DependsOn = "HAS_PCI")]
    static virtual void ReadMsiFromIre(MsiDescriptor msi, ref MsiMessage message)
    {
    }
}
