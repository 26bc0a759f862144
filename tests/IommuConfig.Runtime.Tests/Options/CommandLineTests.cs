using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace IommuConfig.Runtime.Tests.Options;

/// <summary>The command line around the words, and what is said about those that are wrong.</summary>
internal sealed class CommandLineTests
{
    private static readonly OptionConfiguration s_full = OptionConfiguration.Full;

    [Test]
    [Rule("OPT-4")]
    public void A_bad_token_leaves_those_before_and_after_it_their_effect()
    {
        (int result, IommuOptions options, IReadOnlyList<OptionMessage> messages) = s_full.Parse("iommu=force,bogus,no-snoop dom0-iommu=nope,strict");
        Assert.That(result, Is.EqualTo(-Errno.EINVAL));
        Assert.That((options.Force, options.Snoop, options.HardwareDomainStrict), Is.EqualTo((true, false, true)));
        Assert.That(messages.Select(message => (message.Option, message.Token)), Is.EqualTo(new[] { ("iommu", "bogus"), ("dom0-iommu", "nope") }));
    }

    [Test]
    [Rule("OPT-5")]
    [Rule("TRAP-1")]
    public void An_empty_token_is_bad_and_does_not_mean_force()
    {
        foreach ((string line, int count) in new[] { ("iommu", 1), ("iommu=", 1), ("iommu=,", 2), ("iommu=verbose,", 1), ("iommu=,verbose", 1), ("dom0-iommu=strict,,strict", 1) })
        {
            (int result, IommuOptions options, IReadOnlyList<OptionMessage> messages) = s_full.Parse(line);
            Assert.That((result, options.Force, messages.Count(message => message.IsWarning)), Is.EqualTo((-Errno.EINVAL, false, count)), line);
        }
    }

    [TestCase("o")]
    [TestCase("d")]
    [TestCase("f")]
    [TestCase("e")]
    [TestCase("n")]
    [TestCase("i")]
    [TestCase("de")]
    [TestCase("forc")]
    [TestCase("req")]
    [TestCase("workaround_bios_bug")]
    [TestCase("no-o")]
    [TestCase("no-yes")]
    [Rule("OPT-3")]
    public void The_beginnings_of_words_that_were_enough_in_2018_are_bad(string token)
    {
        (int result, IommuOptions options, IReadOnlyList<OptionMessage> messages) = s_full.Parse("iommu=" + token);
        Assert.That((result, messages.Count), Is.EqualTo((-Errno.EINVAL, 1)));
        Assert.That(OptionConfiguration.ValuesOf(options), Is.EqualTo(OptionConfiguration.ValuesOf(new IommuOptions())));
    }

    [Test]
    [Rule("OPT-9")]
    [Rule("TRAP-2")]
    public void Map_reserved_sets_the_reserved_mappings_and_not_the_inclusive_ones()
    {
        IommuOptions options = s_full.Parse("dom0-iommu=map-reserved").Options;
        Assert.That((options.HardwareDomainReserved, options.HardwareDomainInclusive), Is.EqualTo(((bool?)true, false)));
        options = s_full.Parse("dom0-iommu=no-map-reserved,map-inclusive").Options;
        Assert.That((options.HardwareDomainReserved, options.HardwareDomainInclusive), Is.EqualTo(((bool?)false, true)));
    }

    [Test]
    [Rule("OPT-10")]
    public void What_is_said_later_wins_and_the_rest_adds_up()
    {
        IommuOptions options = s_full.Parse("iommu=force,verbose quiet iommu=no-force,no-igfx").Options;
        Assert.That((options.Force, options.Verbose, options.IntegratedGraphics), Is.EqualTo((false, true, false)));
        Assert.That(s_full.Parse("iommu=off iommu=1").Options.Enable, Is.True);
        Assert.That(s_full.Parse("iommu=debug,no-debug").Options.Verbose, Is.True, "debug had set it");
        Assert.That(s_full.Parse("dom0-iommu=strict iommu=no-dom0-strict").Options.HardwareDomainStrict, Is.False, "both name the same");
    }

    [Test]
    [Rule("OPT-12")]
    public void An_option_with_no_before_it_is_given_the_word_no()
    {
        Assert.That(s_full.Parse("no-iommu").Options.Enable, Is.False);
        Assert.That(s_full.Parse("no-iommu").Result, Is.Zero);
        Assert.That(s_full.Parse("no-iommu_inclusive_mapping").Result, Is.Zero);
        (int result, _, IReadOnlyList<OptionMessage> messages) = s_full.Parse("quiet no-dom0-iommu");
        Assert.That((result, messages[0].Column, messages[0].Token), Is.EqualTo((-Errno.EINVAL, 7, "no")), "no word of that option");
        (result, IommuOptions options, messages) = s_full.Parse("no-iommu=force");
        Assert.That((result, options.Force, options.Enable, messages.Count), Is.EqualTo((-Errno.EINVAL, false, true, 1)));
    }

    [Test]
    [Rule("OPT-13")]
    public void The_options_of_others_are_passed_over()
    {
        (int result, IommuOptions options, IReadOnlyList<OptionMessage> messages) =
            s_full.Parse("iommu_=force xiommu=force IOMMU=force dom0=iommu=force -- =iommu=force no- no-no-iommu  root=/dev/sda iommu=verbose\n");
        Assert.That((result, options.Force, options.Enable, options.Verbose, messages.Count), Is.EqualTo((0, false, true, true, 0)));
        Assert.That(s_full.Parse("").Result, Is.Zero);
    }

    [TestCase("iommu_inclusive_mapping", true)]
    [TestCase("iommu_inclusive_mapping=", true)]
    [TestCase("iommu_inclusive_mapping=enable", true)]
    [TestCase("dom0-iommu=map-inclusive iommu_inclusive_mapping=0", false)]
    [TestCase("dom0-iommu=map-inclusive no-iommu_inclusive_mapping", false)]
    [Rule("OPT-14")]
    public void The_old_name_of_map_inclusive_still_works_and_its_successor_is_told(string line, bool expected)
    {
        (int result, IommuOptions options, IReadOnlyList<OptionMessage> messages) = s_full.Parse(line);
        Assert.That((result, options.HardwareDomainInclusive), Is.EqualTo((0, expected)));
        Assert.That(messages.Single().Suggestion, Is.EqualTo(expected ? "dom0-iommu=map-inclusive" : "dom0-iommu=no-map-inclusive"));
        Assert.That(s_full.Parse("iommu_inclusive_mapping=junk").Result, Is.EqualTo(-Errno.EINVAL));
        Assert.That(s_full.Parse("no-iommu_inclusive_mapping=yes").Result, Is.EqualTo(-Errno.EINVAL));
    }

    [TestCase("0", 0u)]
    [TestCase("25", 25u)]
    [TestCase("0x1F", 31u)]
    [TestCase("017", 15u)]
    [TestCase("4294967295", uint.MaxValue)]
    [TestCase("0xffffffff", uint.MaxValue)]
    [TestCase("", null)]
    [TestCase("4294967296", null)]
    [TestCase("99999999999999999999999999", null)]
    [TestCase("0x1ffffffff", null)]
    [TestCase("0x", null)]
    [TestCase("0x-1", null)]
    [TestCase("-1", null)]
    [TestCase("+1", null)]
    [TestCase("08", null)]
    [TestCase("1s", null)]
    [TestCase("1,2", null)]
    [Rule("OPT-15")]
    public void The_time_a_device_may_take_is_a_number_of_milliseconds_as_C_writes_it(string value, uint? expected)
    {
        (int result, IommuOptions options, _) = s_full.Parse("iommu_dev_iotlb_timeout=" + value);
        Assert.That((result, options.DeviceIotlbTimeout), Is.EqualTo((expected is null ? -Errno.EINVAL : 0, expected ?? 1000)));
        Assert.That(s_full.Parse("iommu_dev_iotlb_timeout").Result, Is.EqualTo(-Errno.EINVAL));
        Assert.That(s_full.Parse("no-iommu_dev_iotlb_timeout").Result, Is.EqualTo(-Errno.EINVAL));
    }

    [TestCase("iommu=frce", "command line, column 7: iommu: \"frce\": unknown; did you mean \"force\"?")]
    [TestCase("quiet iommu=verbose,no-suprpages", "command line, column 21: iommu: \"no-suprpages\": unknown; did you mean \"no-superpages\"?")]
    [TestCase("iommu=Snoop=off", "command line, column 7: iommu: \"Snoop=off\": unknown; did you mean \"snoop=off\"?")]
    [TestCase("iommu=dom0_strict", "command line, column 7: iommu: \"dom0_strict\": unknown; did you mean \"dom0-strict\"?")]
    [TestCase("iommu=of", "command line, column 7: iommu: \"of\": unknown; did you mean \"off\"?")]
    [TestCase("iommu=strict", "command line, column 7: iommu: \"strict\": unknown; did you mean \"dom0-iommu=strict\"?")]
    [TestCase("dom0-iommu=no-force", "command line, column 12: dom0-iommu: \"no-force\": unknown; did you mean \"iommu=no-force\"?")]
    [TestCase("iommu=no-igfx=on", "command line, column 7: iommu: \"no-igfx=on\": \"no-\" and a value do not go together; did you mean \"igfx=on\"?")]
    [TestCase("iommu=igfx=onn", "command line, column 7: iommu: \"igfx=onn\": the value is none of yes, on, true, enable, 1, no, off, false, disable, 0; did you mean \"igfx=on\"?")]
    [TestCase("iommu=quarantine=scratch", "command line, column 7: iommu: \"quarantine=scratch\": the value is none of yes, on, true, enable, 1, no, off, false, disable, 0, scratch-page; did you mean \"quarantine=scratch-page\"?")]
    [TestCase("iommu=xyzzy", "command line, column 7: iommu: \"xyzzy\": unknown")]
    [TestCase("iommu=on,,off", "command line, column 10: iommu: \"\": a word is missing here")]
    [TestCase("dom0-iommu=none=yes", "command line, column 12: dom0-iommu: \"none=yes\": \"none\" takes neither \"no-\" nor a value; did you mean \"none\"?")]
    [TestCase("a no-iommu=force", "command line, column 3: iommu: \"no-iommu=force\": \"no-\" and a value do not go together; did you mean \"iommu=force\"?")]
    [Rule("OPT-16")]
    public void A_warning_names_the_column_what_is_wrong_and_what_may_have_been_meant(string line, string expected) =>
        Assert.That(s_full.Parse(line).Messages.Single(message => message.IsWarning).ToString(), Is.EqualTo(expected));

    [Test]
    [Rule("OPT-11")]
    public void What_the_configuration_lacks_is_named()
    {
        OptionConfiguration bare = OptionConfiguration.Without("X86", "INTEL_IOMMU", "AMD_IOMMU", "HVM", "KEXEC", "HAS_PCI");
        (int result, _, IReadOnlyList<OptionMessage> messages) = bare.Parse("iommu=superpages,igfx=no,intpost,sharept,no-amd-iommu-perdev-intremap");
        Assert.That(result, Is.EqualTo(-Errno.EINVAL));
        Assert.That(messages.Select(message => message.Text), Is.EqualTo(new[]
        {
            "there is no \"superpages\", as X86 is not set in this configuration",
            "INTEL_IOMMU is not set in this configuration: ignored",
            "there is no \"intpost\", as X86 is not set in this configuration",
            "there is no \"sharept\", as HVM is not set in this configuration",
            "AMD_IOMMU is not set in this configuration: ignored",
        }));
        Assert.That(OptionConfiguration.With("IOMMU_FORCE_PT_SHARE").Parse("iommu=sharept").Messages.Single().Text, Does.Contain("IOMMU_FORCE_PT_SHARE is set"));
    }

    [Test]
    [Rule("OPT-17")]
    public void Without_drivers_in_the_architecture_every_option_is_ignored_with_a_remark()
    {
        (int result, IommuOptions options, IReadOnlyList<OptionMessage> messages) =
            OptionConfiguration.Without("HAS_PASSTHROUGH").Parse("iommu=force,bogus dom0-iommu=x iommu_inclusive_mapping iommu_dev_iotlb_timeout=y");
        Assert.That((result, options.Force, messages.Count, messages.Any(message => message.IsWarning)), Is.EqualTo((0, false, 4, false)));
        (result, options, messages) = OptionConfiguration.Without("X86", "INTEL_IOMMU").Parse("iommu_inclusive_mapping iommu_dev_iotlb_timeout=5");
        Assert.That((result, options.HardwareDomainInclusive, options.DeviceIotlbTimeout, messages.Count), Is.EqualTo((0, false, 1000u, 2)));
    }

    [Test]
    [Rule("OPT-18")]
    public void Some_options_are_constants_of_the_configuration()
    {
        foreach (OptionConfiguration configuration in OptionConfiguration.All)
        {
            IReadOnlySet<string> set = configuration.Set;
            foreach (bool value in new[] { false, true })
            {
                IommuOptions options = new()
                {
                    InterruptPosting = value,
                    Snoop = value,
                    SharePageTables = value,
                    CrashDisable = value,
                    InterruptRemapping = value ? InterruptRemapping.Full : InterruptRemapping.Off,
                    Quarantine = value ? QuarantineMode.Basic : QuarantineMode.ScratchPage,
                };
                QuarantineMode? quarantine = set.Contains("HAS_PCI") ? options.Quarantine : QuarantineMode.None;
                configuration.ApplyConstants(options);
                Assert.That(options.InterruptRemapping, Is.EqualTo(value && set.Contains("X86") ? InterruptRemapping.Full : InterruptRemapping.Off));
                Assert.That(options.InterruptPosting, Is.EqualTo(value && set.Contains("X86") && set.Contains("HVM")));
                Assert.That(options.Snoop, Is.EqualTo(set.Contains("INTEL_IOMMU") ? value : set.Contains("X86")));
                Assert.That(options.SharePageTables, Is.EqualTo(set.Contains("IOMMU_FORCE_PT_SHARE") || (value && set.Contains("HVM"))));
                Assert.That(options.CrashDisable, Is.EqualTo(value && set.Contains("KEXEC")));
                Assert.That(options.Quarantine, Is.EqualTo(quarantine));
            }
        }
    }

    [Test]
    public void Whatever_the_command_line_is_it_is_read_to_its_end()
    {
        string[] pieces =
        [
            "iommu", "dom0-iommu", "iommu_inclusive_mapping", "iommu_dev_iotlb_timeout", "=", ",", " ", "no-", "force", "quarantine", "scratch-page",
            "strict", "none", "yes", "0", "\t", "é", "\0", "\ud800", "-", "99999999999", "0x", "İ", new string('q', 300),
        ];
        Random random = new(20260601);
        StringBuilder line = new();
        for (int round = 0; round < 20_000; round++)
        {
            line.Clear();
            for (int count = random.Next(12); count > 0; count--)
            {
                line.Append(random.Next(4) == 0 ? ((char)random.Next(0x10000)).ToString() : pieces[random.Next(pieces.Length)]);
            }

            (int result, _, IReadOnlyList<OptionMessage> messages) = OptionConfiguration.All[round % 128].Parse(line.ToString());
            Assert.That(result, Is.EqualTo(messages.Any(message => message.IsWarning) ? -Errno.EINVAL : 0), line.ToString());
            foreach (OptionMessage message in messages)
            {
                Assert.That(message.ToString(), Is.Not.Empty);
                Assert.That(line.ToString(message.Column - 1, line.Length - message.Column + 1), Does.StartWith(message.Token).Or.StartsWith("no-"), line.ToString());
            }
        }
    }
}
