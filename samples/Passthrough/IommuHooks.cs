using IommuConfig;
using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>
/// The IOMMU drivers of this program. Kconfig says which of them a build has, and whether one of them is chosen at boot or all are live at
/// once; the generator completes the class accordingly.
/// </summary>
[DispatchTable(typeof(IPassthroughHooks), Mixed = "IOMMU_MIXED", DependsOn = "HAS_PASSTHROUGH")]
[Provider<VtdHooks>("INTEL_IOMMU")]
[Provider<AmdViHooks>("AMD_IOMMU")]
[Provider<SmmuHooks>("ARM_SMMU")]
[Provider<SmmuV3Hooks>("ARM_SMMU_V3")]
[Provider<IpmmuHooks>("IPMMU_VMSA")]
internal static partial class IommuHooks;

/// <summary>The hooks of the IOMMU layer, and what this program does with those that not every build has.</summary>
[HookContract]
internal interface IPassthroughHooks : IIommuHooks, ISystemWide;
