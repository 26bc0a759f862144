namespace IommuConfig.Runtime;

/// <summary>What <see cref="Iommu{THooks}"/> needs. Every table has it, in every configuration.</summary>
[HookContract]
public interface ICoreHooks : IDispatchTable, ISetupHooks, IDomainHooks, IMappingHooks, IDeviceHooks, IDumpHooks, ILayerBridges;
