using System;

namespace IommuConfig.Runtime;

/// <summary>What a dispatch table says about itself and its configuration. It has no hooks: no provider implements it.</summary>
[HookContract]
public interface IDispatchTable
{
    /// <summary>The providers of the configuration, in the order in which they are tried.</summary>
    [TableMember]
    static abstract ReadOnlySpan<ProviderId> Providers { get; }

    /// <summary>Whether there is any provider.</summary>
    [TableMember]
    static abstract bool IsAvailable { get; }

    /// <summary>Whether all providers are live at once, and every call says which one it means.</summary>
    [TableMember]
    static abstract bool IsMixed { get; }

    /// <summary>Whether devices can sit on PCI.</summary>
    [Symbol("HAS_PCI")]
    static abstract bool HasPci { get; }

    /// <summary>Whether devices are described by a device tree.</summary>
    [Symbol("HAS_DEVICE_TREE")]
    static abstract bool HasDeviceTree { get; }

    /// <summary>Whether the layer can tell what it does (<see cref="IommuTrace"/>).</summary>
    [Symbol("IOMMU_TRACE")]
    static abstract bool IsTraced { get; }

    /// <summary>What becomes of devices that nobody owns.</summary>
    [Symbol]
    static abstract QuarantineMode Quarantine { get; }

    /// <summary>Chooses the provider of a table that is not mixed; once, before any hook but Setup is called.</summary>
    [TableMember]
    static abstract void Select(ProviderId provider);
}
