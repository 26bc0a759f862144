namespace IommuConfig.Generators.Tests.Hooks;

/// <summary>What a hook answers that the provider lacks, and what all answer where there is no provider.</summary>
internal sealed class HookDefaultTests
{
    // What the contracts document: nothing to do succeeds, what a provider cannot is -EOPNOTSUPP, a device that nobody takes is -EINVAL, an HPET that
    // no IOMMU is in front of is -ENODEV.
    private const string Defaults =
        "MapPages -95, UnmapPages -95, LookupPage -95, IotlbFlush 0, IotlbFlushAll 0, AddDevice -22, EnableDevice 0, RemoveDevice -95, QuarantineInit 0, " +
        "GetDeviceGroupId -95, DtXlate -22, UpdateIreFromMsi 0 5, ReadMsiFromIre 5, SyncCache, Suspend 0, Resume, CrashShutdown, Quiesce, " +
        "GetReservedDeviceMemory 0, ShareP2m -95, UpdateIreFromApic -95, ReadApicFromIre -95, SetupHpetMsi -19, EnableX2Apic -95, DisableX2Apic, " +
        "AdjustIrqAffinities";

    // A driver of what every driver must have, and nothing else; and calls of all the rest.
    private const string Program = """
        using IommuConfig;
        using IommuConfig.Runtime;

        namespace Sample;

        internal struct Bare : IIommuProvider
        {
            public static int Setup(ProviderId provider, IommuPlatform platform) => 1;
            public static int Init(Domain domain) => 2;
            public static void HardwareDomainInit(Domain domain) { }
            public static void Teardown(Domain domain) { }
            public static void ClearRootPageTable(Domain domain) { }
            public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) => 3;
            public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) => 4;
            public static ulong PageSizes(Domain domain) => 5;
            public static int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) => 6;
            public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) => 7;
            public static void DumpPageTables<TSink>(Domain domain, ref TSink sink) where TSink : struct, IPageTableSink { }
            public static void FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue) { }
        }

        internal struct Nobody : IReservedRegionVisitor
        {
            public int Visit(Mfn start, ulong count, DeviceId device) => -1;
        }

        [DispatchTable(typeof(IIommuHooks), Mixed = "IOMMU_MIXED", DependsOn = "HAS_PASSTHROUGH")]
        [Provider<Bare>("INTEL_IOMMU")]
        [Provider<VtdHooks>("AMD_IOMMU")]
        internal static partial class Hooks;

        public static class Scenario
        {
            // No hook of these has a use for what it is about.
            private static readonly Domain s_domain = null!;
            private static readonly Device s_device = null!;
            private static readonly IommuPlatform s_platform = null!;

            public static string Run()
            {
                FlushFlags flush = FlushFlags.None;
                MsiDescriptor msi = new(device: null, index: 0);
                MsiMessage message = new() { Data = 5 };
                Nobody nobody = default;
                if (Hooks.Providers.All.Length > 1)
                {
                    Hooks.Select(new ProviderId(0));
                }

                string must = $"MapPage {Hooks.MapPage(s_domain, default, default, default, ref flush)}, Init {Hooks.Init(s_domain)}, Setup {Hooks.Setup(new ProviderId(0), s_platform)}; ";
                string may =
                    $"MapPages {Hooks.MapPages(s_domain, default, default, 1, default, ref flush)}, " +
                    $"UnmapPages {Hooks.UnmapPages(s_domain, default, 1, default, ref flush)}, " +
                    $"LookupPage {Hooks.LookupPage(s_domain, default, out _, out _)}, " +
                    $"IotlbFlush {Hooks.IotlbFlush(s_domain, default, 1, default)}, IotlbFlushAll {Hooks.IotlbFlushAll(s_domain)}, " +
                    $"AddDevice {Hooks.AddDevice(0, s_device)}, EnableDevice {Hooks.EnableDevice(s_device)}, RemoveDevice {Hooks.RemoveDevice(0, s_device)}, " +
                    $"QuarantineInit {Hooks.QuarantineInit(s_device, true)}, GetDeviceGroupId {Hooks.GetDeviceGroupId(s_device)}, " +
                    $"DtXlate {Hooks.DtXlate(s_device, default)}, UpdateIreFromMsi {Hooks.UpdateIreFromMsi(msi, ref message)} {message.Data}, ";
                Hooks.ReadMsiFromIre(msi, ref message);
                may += $"ReadMsiFromIre {message.Data}, ";
                Hooks.SyncCache(s_platform, 0, 1);
                may += $"SyncCache, Suspend {Hooks.Suspend(s_platform)}, ";
                Hooks.Resume(s_platform);
                Hooks.CrashShutdown(s_platform);
                Hooks.Quiesce(s_platform);
                may += $"Resume, CrashShutdown, Quiesce, GetReservedDeviceMemory {Hooks.GetReservedDeviceMemory(s_platform, ref nobody)}, " +
                    $"ShareP2m {Hooks.ShareP2m(s_domain, default)}, UpdateIreFromApic {Hooks.UpdateIreFromApic(s_platform, 0, 0, 0)}, " +
                    $"ReadApicFromIre {Hooks.ReadApicFromIre(s_platform, 0, 0, out _)}, SetupHpetMsi {Hooks.SetupHpetMsi(msi)}, " +
                    $"EnableX2Apic {Hooks.EnableX2Apic(s_platform)}, ";
                Hooks.DisableX2Apic(s_platform);
                Hooks.AdjustIrqAffinities(s_platform);
                return must + may + "DisableX2Apic, AdjustIrqAffinities";
            }
        }
        """;

    [TestCase("INTEL_IOMMU", TestName = "The_only_provider_answers_with_the_documented_defaults")]
    [TestCase("INTEL_IOMMU", "AMD_IOMMU", TestName = "The_selected_provider_answers_with_the_documented_defaults")]
    [Rule("HOOK-5")]
    public void Defaults_of_a_provider(params string[] drivers) =>
        Assert.That(Answers(["HAS_PASSTHROUGH", .. drivers]), Is.EqualTo("MapPage 3, Init 2, Setup 1; " + Defaults));

    [TestCase("HAS_PASSTHROUGH", TestName = "Without_a_driver_hooks_answer_that_there_is_no_device_or_with_their_default")]
    [TestCase("INTEL_IOMMU", TestName = "Without_passthrough_hooks_answer_that_there_is_no_device_or_with_their_default")]
    [Rule("HOOK-6")]
    public void Defaults_without_a_provider(params string[] set) =>
        Assert.That(Answers(set), Is.EqualTo("MapPage -19, Init -19, Setup -19; " + Defaults));

    private static string Answers(params string[] set) =>
        GeneratorRun.Of(IommuTableProject.In(symbol => symbol is "HAS_PCI" or "HAS_DEVICE_TREE" || System.Array.IndexOf(set, symbol) >= 0).WithSource(Program)).Execute();
}
