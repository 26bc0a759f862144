namespace IommuConfig.Runtime;

/// <summary>A device that does DMA. It belongs to the provider whose unit it is behind.</summary>
[DispatchContext]
public sealed class Device
{
    /// <summary>Describes a device of the machine; <see cref="Iommu{THooks}.AddDevice"/> brings it to its IOMMU.</summary>
    public Device(DeviceId id) => Id = id;

    /// <summary>Where it is, and by which id its IOMMU sees it.</summary>
    public DeviceId Id { get; internal set; }

    /// <summary>The IOMMU it is behind; null before it was added.</summary>
    public IommuUnit? Unit { get; internal set; }

    // Where its DMA goes while nobody owns it; null where it is blocked.
    internal ScratchPage? Scratch { get; set; }

    /// <summary>The domain that owns it, or null: then it can reach nothing.</summary>
    public Domain? Owner { get; internal set; }

    /// <summary>The provider of <see cref="Unit"/>, or none.</summary>
    public ProviderId Provider => Unit is null ? ProviderId.None : Unit.Provider;
}
