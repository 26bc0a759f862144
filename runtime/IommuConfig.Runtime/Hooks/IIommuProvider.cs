namespace IommuConfig.Runtime;

/// <summary>What a driver implements to be a provider of a table over <see cref="IIommuHooks"/>: every contract of it that has hooks.</summary>
[HookContract]
public interface IIommuProvider :
    ISetupHooks,
    IDomainHooks,
    IMappingHooks,
    IDeviceHooks,
    IDumpHooks,
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
