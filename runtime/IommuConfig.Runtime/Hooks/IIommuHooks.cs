namespace IommuConfig.Runtime;

/// <summary>
/// The contract of an IOMMU layer's dispatch table: the hooks of Xen's <c>iommu_ops</c>, those of 2018 and those of today, in groups that
/// exist or vanish together.
/// </summary>
[HookContract]
public interface IIommuHooks :
    ICoreHooks,
    IOptionSymbols,
    IPciDeviceHooks,
    IDeviceTreeHooks,
    IMsiRemappingHooks,
    IPowerHooks,
    IReservedMemoryHooks,
    ICleanupHooks,
    ISharedTableHooks,
    IIoApicRemappingHooks,
    IHpetHooks,
    IX2ApicHooks;
