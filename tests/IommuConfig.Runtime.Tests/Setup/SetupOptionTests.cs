using System.Linq;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Setup;

/// <summary>What options make of the set-up, and what it says.</summary>
internal sealed class SetupOptionTests
{
    [SetUp]
    public void Reset()
    {
        BootHooks.SetupCount = 0;
        BootHooks.LacksRemapping = false;
        BootHooks.Sizes = null;
        MixedTable.SetupResult = null;
    }

    [TearDown]
    public void Leave() => Reset();

    [Test]
    [Rule("SET-1")]
    public void Switched_off_nothing_is_probed()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        int result = Boot(machine, new IommuOptions { Enable = false }, out SetupReport report);
        Assert.That((result, report.IsEnabled, report.Halt, BootHooks.SetupCount), Is.EqualTo((-Errno.ENODEV, false, (string?)null, 0)));
        Assert.That(report.Lines, Is.EqualTo(new[] { "IOMMU: off, as the command line says" }));
        Assert.That(machine.Units.Any(unit => unit.IsTranslating), Is.False);
    }

    [Test]
    [Rule("SET-2")]
    public void Strict_overrides_passthrough()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        Boot(machine, new IommuOptions { HardwareDomainPassthrough = true, HardwareDomainStrict = true }, out SetupReport report);
        Assert.That(report.HardwareDomain, Is.EqualTo(HardwareDomainMode.Strict));
        Assert.That((machine.Platform.Options.HardwareDomainPassthrough, machine.Platform.Options.HardwareDomainStrict), Is.EqualTo((false, true)));
    }

    [TestCase(false, false, HardwareDomainMode.Relaxed)]
    [TestCase(true, false, HardwareDomainMode.Passthrough)]
    [TestCase(false, true, HardwareDomainMode.Strict)]
    [Rule("SET-3")]
    public void The_report_tells_what_the_hardware_domain_reaches(bool passthrough, bool strict, HardwareDomainMode expected)
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        IommuOptions options = new() { HardwareDomainPassthrough = passthrough, HardwareDomainStrict = strict };
        Assert.That((Boot(machine, options, out SetupReport report), report.IsEnabled, report.HardwareDomain), Is.EqualTo((0, true, expected)));
        Assert.That(report.Lines, Has.Count.EqualTo(3));
        Assert.That(report.Lines[0], Is.EqualTo("IOMMU: on"));
    }

    [Test]
    [Rule("SET-3")]
    public void Verbose_tells_of_each_unit()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        Boot(machine, new IommuOptions { Verbose = true }, out SetupReport report);
        Assert.That(report.Lines[^1], Is.EqualTo("IOMMU: IntelVtd: 48 bits to 39"));
    }

    [Test]
    [Rule("SET-4")]
    public void Without_an_IOMMU_in_use_everything_that_needs_one_is_off()
    {
        using SoftwarePlatform machine = new();
        IommuOptions options = new() { InterruptPosting = true, HardwareDomainPassthrough = true };
        int result = Boot(machine, options, out SetupReport report);
        Assert.That((result, report.Halt), Is.EqualTo((-Errno.ENODEV, (string?)null)));
        Assert.That(
            (report.IsEnabled, report.InterruptRemapping, report.PostsInterrupts, report.Snoops, report.HardwareDomain),
            Is.EqualTo((false, InterruptRemapping.Off, false, false, HardwareDomainMode.Relaxed)));
        Boot(machine, new IommuOptions { HardwareDomainStrict = true }, out report);
        Assert.That((report.HardwareDomain, machine.Platform.Options.HardwareDomainStrict), Is.EqualTo((HardwareDomainMode.Relaxed, false)));
        Assert.That(report.Lines, Is.EqualTo(new[] { "IOMMU: none found" }));
    }

    [Test]
    [Rule("SET-5")]
    public void Required_and_not_there_the_machine_must_not_go_on()
    {
        using SoftwarePlatform machine = new();
        Assert.That(Boot(machine, new IommuOptions { Force = true }, out SetupReport report), Is.EqualTo(-Errno.ENODEV));
        Assert.That(report.Halt, Is.EqualTo("An IOMMU is required (iommu=force), and none could be set up (-19)."));
        Assert.That(Boot(machine, new IommuOptions { Force = true, Enable = false }, out report), Is.EqualTo(-Errno.ENODEV));
        Assert.That(report.Halt, Is.Not.Null, "also when nobody looked");
        machine.AddUnit(IommuKind.IntelVtd).FlushResult = -Errno.EBUSY;
        Assert.That(Boot(machine, new IommuOptions { Force = true }, out report), Is.EqualTo(-Errno.EBUSY));
        Assert.That((report.Halt, report.Lines[0]), Is.EqualTo(
            ("An IOMMU is required (iommu=force), and none could be set up (-16).", "IOMMU: off, the set-up failed (-16)")));
        Assert.That(Boot(machine, new IommuOptions(), out report), Is.EqualTo(-Errno.EBUSY));
        Assert.That(report.Halt, Is.Null, "not required");
    }

    [TestCase(false)]
    [TestCase(true)]
    [Rule("SET-6")]
    public void Required_remapping_that_the_hardware_lacks_halts_the_machine_and_releases_it(bool providerFindsOut)
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        machine.Units[0].HasInterruptRemapping = providerFindsOut;
        BootHooks.LacksRemapping = true;
        Assert.That(Boot(machine, new IommuOptions { Force = true }, out SetupReport report), Is.EqualTo(-Errno.EOPNOTSUPP));
        Assert.That(report.Halt, Does.StartWith("Interrupt remapping is required"));
        Assert.That((report.IsEnabled, machine.Units[0].IsTranslating, machine.Units[0].Provider), Is.EqualTo((false, false, ProviderId.None)));

        IommuOptions without = new() { Force = true, InterruptRemapping = InterruptRemapping.Off };
        Assert.That((Boot(machine, without, out report), report.Halt), Is.EqualTo((0, (string?)null)), "no-intremap: it is not required");
    }

    [Test]
    [Rule("SET-6")]
    public void Required_remapping_that_is_there_is_fine()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        machine.Units[0].HasInterruptRemapping = true;
        Assert.That(Boot(machine, new IommuOptions { Force = true }, out SetupReport report), Is.Zero);
        Assert.That((report.Halt, report.InterruptRemapping), Is.EqualTo(((string?)null, InterruptRemapping.Full)));
    }

    [Test]
    [Rule("SET-7")]
    public void Interrupts_are_remapped_only_where_every_unit_in_use_does_and_posted_only_then()
    {
        using SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd, 1).HasInterruptRemapping = true;
        machine.AddUnit(IommuKind.IntelVtd, 2).HasInterruptRemapping = true;
        machine.AddUnit(IommuKind.AmdVi, 3);
        Boot(machine, new IommuOptions { InterruptPosting = true }, out SetupReport report);
        Assert.That((report.InterruptRemapping, report.PostsInterrupts), Is.EqualTo((InterruptRemapping.Full, true)), "the third is not in use");
        Assert.That(report.Lines[2], Is.EqualTo("IOMMU: interrupts remapped and posted"));

        using SoftwarePlatform other = new();
        other.AddUnit(IommuKind.IntelVtd, 1).HasInterruptRemapping = true;
        other.AddUnit(IommuKind.IntelVtd, 2);
        Assert.That(Boot(other, new IommuOptions { InterruptPosting = true }, out report), Is.Zero);
        Assert.That((report.InterruptRemapping, report.PostsInterrupts), Is.EqualTo((InterruptRemapping.Off, false)));
        Assert.That(other.Platform.Options.InterruptPosting, Is.False);
    }

    [Test]
    [Rule("SET-8")]
    public void The_callers_options_stay_as_they_are_and_those_in_force_are_the_platforms()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        IommuOptions options = new() { Verbose = true, InterruptPosting = true, HardwareDomainPassthrough = true, HardwareDomainStrict = true };
        Boot(machine, options, out _);
        Assert.That((options.InterruptPosting, options.InterruptRemapping, options.HardwareDomainPassthrough), Is.EqualTo((true, InterruptRemapping.Full, true)));
        Assert.That(machine.Platform.Options, Is.Not.SameAs(options));
        Assert.That((machine.Platform.Options.Verbose, machine.Platform.Options.InterruptPosting), Is.EqualTo((true, false)));
    }

    [Test]
    [Rule("SET-9")]
    public void The_second_time_nothing_changes()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        Boot(machine, new IommuOptions { HardwareDomainStrict = true }, out _);
        Assert.That(Boot(machine, new IommuOptions { Enable = false, Force = true }, out SetupReport report), Is.EqualTo(-Errno.EEXIST));
        Assert.That((report.IsEnabled, report.HardwareDomain, report.Halt, BootHooks.SetupCount), Is.EqualTo((true, HardwareDomainMode.Strict, (string?)null, 1)));
        Assert.That(machine.Platform.Options.HardwareDomainStrict, Is.True);
    }

    [Test]
    [Rule("SET-9")]
    public void What_failed_may_be_tried_again()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        machine.Units[0].FlushResult = -Errno.EIO;
        IommuOptions options = new() { HardwareDomainStrict = true };
        Assert.That(Boot(machine, options, out _), Is.EqualTo(-Errno.EIO));
        machine.Units[0].FlushResult = 0;
        Assert.That((Boot(machine, options, out SetupReport report), report.HardwareDomain), Is.EqualTo((0, HardwareDomainMode.Strict)));
    }

    [TestCase(true)]
    [TestCase(false)]
    [Rule("SET-10")]
    public void Without_superpages_everything_is_mapped_in_the_smallest_pages(bool superpages)
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        Boot(machine, new IommuOptions { Superpages = superpages }, out _);
        Iommu<SingleTable<BootHooks>> iommu = new(machine.Platform);
        Assert.That(iommu.CreateDomain(isHardware: false, out Domain? domain), Is.Zero);
        Assert.That(domain!.PageTable.PageSizes, Is.EqualTo(superpages ? 1UL << 12 | 1UL << 21 | 1UL << 30 : 1UL << 12));
        uint before = machine.Platform.Memory.InUse;
        FlushFlags flush = FlushFlags.None;
        Assert.That(iommu.Map(domain, new Dfn(0), new Mfn(0), 512, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(machine.Platform.Memory.InUse - before, Is.EqualTo(superpages ? 2 : 3));
    }

    [Test]
    [Rule("SET-11")]
    [Rule("TRAP-10")]
    public void The_first_provider_that_finds_hardware_is_selected_and_a_second_selection_is_refused()
    {
        using SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd, 1);
        machine.AddUnit(IommuKind.AmdVi, 2);
        Iommu<SelectedTable> iommu = new(machine.Platform);
        Assert.That(iommu.Setup(), Is.Zero);
        Assert.That(machine.Platform.OnlyProvider, Is.EqualTo(SelectedTable.Providers[0]));
        Assert.That(machine.Units[1].Provider, Is.EqualTo(ProviderId.None), "the second one's hardware is left alone");
        Assert.That(iommu.Setup(), Is.EqualTo(-Errno.EEXIST));
        Assert.That(machine.Platform.OnlyProvider, Is.EqualTo(SelectedTable.Providers[0]));
    }

    [Test]
    [Rule("SET-12")]
    [Rule("TRAP-9")]
    public void What_is_called_before_the_set_up_reaches_no_provider()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        Iommu<SelectedTable> iommu = new(machine.Platform);
        Device device = machine.Devices[0].Device;
        FlushFlags flush = FlushFlags.None;
        Assert.That(iommu.AddDevice(device), Is.EqualTo(-Errno.ENODEV));
        Assert.That(iommu.CreateDomain(isHardware: false, out Domain? domain), Is.Zero);
        Assert.That((domain!.IsEnabled, domain.Provider), Is.EqualTo((false, ProviderId.None)));
        Assert.That(iommu.Map(domain, new Dfn(1), machine.Ram, 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(iommu.Unmap(domain, new Dfn(1), 1, MapFlags.None, ref flush), Is.Zero);
        Assert.That(iommu.Flush(domain, new Dfn(1), 1, FlushFlags.All), Is.Zero);
        Assert.That(iommu.Lookup(domain, new Dfn(1), out _, out _), Is.EqualTo(-Errno.EOPNOTSUPP));
        Assert.That(iommu.Assign(domain, device, AssignFlags.None), Is.EqualTo(-Errno.EOPNOTSUPP));
        Assert.That(iommu.Deassign(domain, device), Is.EqualTo(-Errno.EOPNOTSUPP));
        Assert.That(iommu.Suspend(), Is.Zero);
        iommu.Resume();
        Assert.That(iommu.Teardown(domain), Is.Zero);

        Assert.That(iommu.Setup(), Is.Zero);
        Assert.That(iommu.AddDevice(device), Is.Zero, "and none of it was in the way");
    }

    [TestCase(false, false, false, false, 0, Description = "not translated: nothing is asked")]
    [TestCase(true, false, false, false, -Errno.ENODEV)]
    [TestCase(true, true, false, false, -Errno.EINVAL)]
    [TestCase(true, true, true, false, 0)]
    [TestCase(true, false, false, true, 0, Description = "dom0-iommu=none")]
    [Rule("SET-13")]
    public void A_translated_hardware_domain_needs_an_IOMMU_and_the_strict_mode(bool isTranslated, bool hasUnit, bool strict, bool isUnchecked, int expected)
    {
        using SoftwarePlatform machine = hasUnit ? SoftwarePlatform.X86() : new SoftwarePlatform();
        Boot(machine, new IommuOptions { HardwareDomainStrict = strict, HardwareDomainUnchecked = isUnchecked }, out _);
        int result = new Iommu<SingleTable<BootHooks>>(machine.Platform).CheckHardwareDomainRequirements(isTranslated, out string? halt);
        Assert.That((result, halt is null), Is.EqualTo((expected, expected == 0)));
        Assert.That(machine.Platform.Options.HardwareDomainStrict, Is.EqualTo(strict));
    }

    [Test]
    [Rule("SET-14")]
    public void The_configuration_decides_before_the_hardware_does()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        machine.Units[0].HasInterruptRemapping = true;
        IommuOptions options = new() { Force = true, InterruptPosting = true };
        Assert.That(new Iommu<ArmLike>(machine.Platform).Setup(options, out SetupReport report), Is.Zero);
        Assert.That(
            (report.InterruptRemapping, report.PostsInterrupts, report.Snoops, report.Halt),
            Is.EqualTo((InterruptRemapping.Off, false, false, (string?)null)),
            "remapping that the configuration does not have is not required either");
        int result = new Iommu<ArmLike>(machine.Platform).CheckHardwareDomainRequirements(isTranslated: true, out _);
        Assert.That((result, machine.Platform.Options.HardwareDomainStrict), Is.EqualTo((0, true)), "on Arm it is strict unasked");
    }

    [TestCase(0UL, -Errno.ENODATA)]
    [TestCase(1UL << 21, -Errno.EPERM)]
    [TestCase(1UL << 11 | 1UL << 12, -Errno.EPERM)]
    [TestCase(1UL << 12 | 1UL << 21, 0)]
    [TestCase(1UL << 12, 0)]
    [Rule("SET-16")]
    public void The_smallest_page_of_a_provider_has_to_be_a_frame(ulong sizes, int expected)
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        BootHooks.Sizes = sizes;
        Assert.That(Boot(machine, new IommuOptions(), out _), Is.Zero);
        uint before = machine.Platform.Memory.InUse;
        Assert.That(new Iommu<SingleTable<BootHooks>>(machine.Platform).CreateDomain(isHardware: false, out Domain? domain), Is.EqualTo(expected));
        Assert.That((domain is null, machine.Platform.Memory.InUse == before), Is.EqualTo((expected != 0, expected != 0)));
    }

    [Test]
    [Rule("SET-17")]
    public void A_provider_that_waits_for_another_is_tried_again_as_long_as_that_gets_one_further()
    {
        // Each waits for the one after it.
        using SoftwarePlatform machine = SoftwarePlatform.Arm(IommuKind.ArmSmmu, IommuKind.ArmSmmuV3, IommuKind.IpmmuVmsa);
        int calls = 0;
        MixedTable.SetupResult = provider =>
        {
            calls++;
            return provider.Index < 2 && machine.Units[provider.Index + 1].Provider.IsNone ? -Errno.EAGAIN : 0;
        };
        Assert.That(new Iommu<MixedTable>(machine.Platform).Setup(), Is.Zero);
        Assert.That((machine.Platform.Providers.Count, calls), Is.EqualTo((3, 3 + 2 + 1)));

        using SoftwarePlatform stuck = SoftwarePlatform.Arm(IommuKind.ArmSmmu, IommuKind.ArmSmmuV3, IommuKind.IpmmuVmsa);
        calls = 0;
        MixedTable.SetupResult = _ => ++calls > 0 ? -Errno.EAGAIN : 0;
        Assert.That((new Iommu<MixedTable>(stuck.Platform).Setup(), calls), Is.EqualTo((-Errno.EAGAIN, 3)));
        MixedTable.SetupResult = provider => provider.Index == 0 ? -Errno.EAGAIN : provider.Index == 1 ? -Errno.EBADF : 0;
        Assert.That(new Iommu<MixedTable>(stuck.Platform).Setup(), Is.Zero, "one is enough");
        Assert.That(stuck.Platform.Providers.Count, Is.EqualTo(1));
    }

    private static int Boot(SoftwarePlatform machine, IommuOptions options, out SetupReport report) =>
        new Iommu<SingleTable<BootHooks>>(machine.Platform).Setup(options, out report);
}
