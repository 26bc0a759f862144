namespace IommuConfig.Runtime;

/// <summary>One message-signalled interrupt, of a device or of an HPET.</summary>
[DispatchContext]
public sealed class MsiDescriptor
{
    /// <summary>Describes an interrupt.</summary>
    /// <param name="device">The device that signals it, or null for an HPET.</param>
    /// <param name="index">Which of the device's interrupts, from 0; for an HPET, its number.</param>
    public MsiDescriptor(Device? device, int index)
    {
        Device = device;
        Index = index;
    }

    /// <summary>The device that signals it; null for an HPET, which is no device of any IOMMU driver.</summary>
    public Device? Device { get; }

    /// <summary>Which of the device's interrupts, from 0; for an HPET, its number.</summary>
    public int Index { get; }

    /// <summary>The provider whose IOMMU the device is behind, or none.</summary>
    public ProviderId Provider => Device is null ? ProviderId.None : Device.Provider;
}
