using IommuConfig.Runtime;

namespace IommuConfig.MachineCode;

[DispatchTable(typeof(IIommuHooks))]
[Provider<AHooks>("A")]
internal static partial class One;

// The first finds no hardware, so the second is chosen: not even the order helps.
[DispatchTable(typeof(IIommuHooks))]
[Provider<NoHardwareHooks>("A")]
[Provider<BHooks>("B")]
[Provider<CHooks>("C")]
internal static partial class Boot;

[DispatchTable(typeof(IIommuHooks), Mixed = "MIXED")]
[Provider<AHooks>("A")]
[Provider<BHooks>("B")]
internal static partial class Mixed2;

[DispatchTable(typeof(IIommuHooks), Mixed = "MIXED")]
[Provider<AHooks>("A")]
[Provider<BHooks>("B")]
[Provider<CHooks>("C")]
internal static partial class Mixed3;

[DispatchTable(typeof(IIommuHooks), Mixed = "MIXED")]
[Provider<AHooks>("A")]
[Provider<BHooks>("B")]
[Provider<CHooks>("C")]
[Provider<DHooks>("D")]
[Provider<EHooks>("E")]
internal static partial class Mixed5;

[DispatchTable(typeof(IIommuHooks))]
[Provider<OutOfLineHooks>("A")]
internal static partial class OutOfLine;

[DispatchTable(typeof(IIommuHooks), Mixed = "MIXED")]
[Provider<AHooks>("A")]
[Provider<OutOfLineHooks>("B")]
internal static partial class OutOfLineMixed;

// A driver as programs use it.
[DispatchTable(typeof(IIommuHooks))]
[Provider<VtdHooks>("INTEL_IOMMU")]
internal static partial class Vtd;
