using System;
using System.Linq;

namespace IommuConfig.Generators.Tests.Snapshots;

/// <summary>
/// The generated code for the sample's configurations and for the builds that the patch "IOMMU: introduce IOMMU_MIXED config option" and the
/// reply to it speak of.
/// </summary>
internal sealed class PassthroughSnapshots
{
    // What every build of the sample has, whatever its configuration.
    private static readonly string[] s_always =
        ["IDeviceHooks", "IDispatchTable", "IDomainHooks", "IDumpHooks", "ILayerBridges", "IMappingHooks", "IOptionSymbols", "ISetupHooks", "ISystemWide"];

    // The hooks that name neither a domain nor a device, and the two that are called where no single provider is meant.
    private static readonly string[] s_systemWide =
    [
        "ICleanupHooks", "IHpetHooks", "IIoApicRemappingHooks", "IPowerHooks", "IReservedMemoryHooks", "ISharedTableHooks", "IX2ApicHooks",
    ];

    private static readonly string[] s_pci = ["IMsiRemappingHooks", "IPciDeviceHooks"];
    private static readonly string[] s_deviceTree = ["IDeviceTreeHooks"];

    // Exactly what a mixed build loses.
    private static readonly string[] s_withoutContext =
    [
        "AdjustIrqAffinities", "CrashShutdown", "DisableX2Apic", "EnableX2Apic", "FreePageTable", "GetReservedDeviceMemory", "Quiesce",
        "ReadApicFromIre", "Resume", "SetupHpetMsi", "ShareP2m", "Suspend", "SyncCache", "UpdateIreFromApic",
    ];

    [Test]
    public void X86_with_both_drivers() => Check(
        PassthroughProject.InConfiguration("x86_defconfig"), [.. s_always, .. s_systemWide, .. s_pci], absent: ["DtXlate"]);

    [Test]
    public void X86_with_one_driver() => Check(
        PassthroughProject.InConfiguration("x86_intel_defconfig"), [.. s_always, .. s_systemWide, .. s_pci], absent: ["DtXlate"]);

    [Test]
    public void Arm_with_one_driver_chosen_at_boot() => Check(
        PassthroughProject.InConfiguration("arm_defconfig"),
        [.. s_always, .. s_systemWide, .. s_deviceTree],
        absent: ["GetDeviceGroupId", "ReadMsiFromIre", "UpdateIreFromMsi"]);

    [Test]
    public void Arm_mixed() => Check(
        PassthroughProject.InConfiguration("arm_mixed_defconfig"), [.. s_always, .. s_pci, .. s_deviceTree], absent: s_withoutContext);

    [Test]
    public void The_patch_as_posted()
    {
        // There IOMMU_MIXED had no prompt and no dependencies, and ARM selected it; the tree had one driver, and no PCI.
        Project project = PassthroughProject.With("CONFIG_ARM=y\n")
            .WithKconfig(PassthroughProject.Kconfig.Replace("select HAS_DEVICE_TREE\n", "select HAS_DEVICE_TREE\n\tselect IOMMU_MIXED\n", StringComparison.Ordinal));

        Check(
            project,
            [.. s_always, .. s_deviceTree],
            absent: [.. s_withoutContext, "GetDeviceGroupId", "ReadMsiFromIre", "UpdateIreFromMsi"]);
    }

    [Test]
    public void The_way_of_the_reply() => Check(
        PassthroughProject.With("""
            CONFIG_ARM=y
            CONFIG_EXPERT=y
            CONFIG_PCI_PASSTHROUGH=y
            # CONFIG_IOMMU_MIXED is not set
            CONFIG_ARM_SMMU=y
            CONFIG_ARM_SMMU_V3=y
            CONFIG_IPMMU_VMSA=y

            """),
        [.. s_always, .. s_systemWide, .. s_pci, .. s_deviceTree],
        absent: []);

    [Test]
    public void Without_passthrough() => Check(
        PassthroughProject.With("CONFIG_ARCH_OTHER=y\n"),
        [.. s_always, .. s_systemWide],
        absent: ["DtXlate", "GetDeviceGroupId", "ReadMsiFromIre", "UpdateIreFromMsi"]);

    [Test]
    public void Every_driver_off() => Check(
        PassthroughProject.With("CONFIG_EXPERT=y\n# CONFIG_INTEL_IOMMU is not set\n# CONFIG_AMD_IOMMU is not set\n"),
        [.. s_always, .. s_systemWide, .. s_pci],
        absent: ["DtXlate"]);

    [TestCase("n")]
    [TestCase("y")]
    public void Without_pci(string mixed) => Check(
        PassthroughProject.With($"CONFIG_ARM=y\nCONFIG_ARM_SMMU=y\nCONFIG_IPMMU_VMSA=y\nCONFIG_IOMMU_MIXED={mixed}\n"),
        [.. s_always, .. mixed == "y" ? [] : s_systemWide, .. s_deviceTree],
        absent: [.. mixed == "y" ? s_withoutContext : [], "GetDeviceGroupId", "ReadMsiFromIre", "UpdateIreFromMsi"],
        parameters: $"mixed={mixed}");

    [Test]
    public void Mixed_with_suspend_fanned_out()
    {
        Project project = PassthroughProject.InConfiguration("arm_mixed_defconfig").WithSource(
            PassthroughProject.Table.Replace(
                "[Provider<VtdHooks>",
                "[Fanout(typeof(IPowerHooks), nameof(IPowerHooks.Suspend), Undo = nameof(IPowerHooks.Resume))]\n[Provider<VtdHooks>",
                StringComparison.Ordinal),
            "IommuHooks.cs");

        // Suspend exists again, but the contract is split: Resume, CrashShutdown and Quiesce still have no context.
        GeneratorRun run = Check(
            project,
            [.. s_always, .. s_pci, .. s_deviceTree],
            absent: [.. s_withoutContext.Except(["Suspend"])],
            messages: ["KC1008"]);

        Assert.That(run.Messages().Single(), Does.Contain("'IommuConfig.Runtime.IPowerHooks'").And.Contain("'Resume'").And.Contain("IOMMU_MIXED=y"));
    }

    [Test]
    public void A_hook_that_gains_a_domain_reappears()
    {
        const string Contract = """
            using IommuConfig;
            using IommuConfig.Runtime;

            namespace Passthrough;

            [HookContract]
            internal interface IStatistics
            {
                static abstract int Count(IommuPlatform platform);
            }

            internal struct First : IStatistics { public static int Count(IommuPlatform platform) => 1; }
            internal struct Second : IStatistics { public static int Count(IommuPlatform platform) => 2; }

            [DispatchTable(typeof(IStatistics), Mixed = "IOMMU_MIXED")]
            [Provider<First>("ARM_SMMU")]
            [Provider<Second>("ARM_SMMU_V3")]
            internal static partial class Statistics;

            """;
        Project before = PassthroughProject.InConfiguration("arm_mixed_defconfig").WithSource(Contract, "Statistics.cs");
        Project after = before.WithSource(Contract.Replace("(IommuPlatform platform)", "(IommuPlatform platform, Domain domain)", StringComparison.Ordinal), "Statistics.cs");

        GeneratorRun run = GeneratorRun.Of(before);
        Assert.That(run.Messages().Select(message => message[..6]), Is.EqualTo(new[] { "KC1009" }));
        Snapshot.Verify(run.Generated.Where(file => file.Key.StartsWith("Statistics", StringComparison.Ordinal)).ToDictionary(), "domain=no");

        run.After(_ => after);
        Assert.That(run.Messages(), Is.Empty);
        Assert.That(run.CompilerMessages(), Is.Empty);
        Snapshot.Verify(run.Generated.Where(file => file.Key.StartsWith("Statistics", StringComparison.Ordinal)).ToDictionary(), "domain=yes");
    }

    private static GeneratorRun Check(
        Project project,
        string[] contracts,
        string[] absent,
        string? parameters = null,
        string[]? messages = null,
        [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        GeneratorRun run = GeneratorRun.Of(project);

        Assert.That(run.Messages().Select(message => message[..6]), Is.EqualTo(messages ?? []), string.Join("\n", run.Messages()));
        Assert.That(run.CompilerMessages(), Is.Empty);
        Assert.That(PassthroughProject.ImplementedContracts(run), Is.EquivalentTo(contracts));
        Assert.That(Absent(run), Is.EquivalentTo(absent));
        Snapshot.Verify(run.Generated, parameters, method);
        return run;
    }

    private static string[] Absent(GeneratorRun run) =>
    [
        .. run.Output.GetTypeByMetadataName("Passthrough.IommuHooks")!.GetAttributes()
            .Where(attribute => attribute.AttributeClass!.Name == "AbsentHooksAttribute")
            .SelectMany(attribute => attribute.ConstructorArguments[2].Values.Select(hook => (string)hook.Value!)),
    ];
}
