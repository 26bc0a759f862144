using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Runtime.Tests.Options;

/// <summary>Each word in each form in each configuration, against the grammar as stated here once more.</summary>
internal sealed class OptionGrammarTests
{
    private static readonly string[] s_true = ["yes", "on", "true", "enable", "1"];
    private static readonly string[] s_false = ["no", "off", "false", "disable", "0"];

    // Option, word, what it changes, the symbols it needs, and whether it is only ignored without them. "!" stands before what must not be set.
    private static readonly (string Option, string Word, string Property, string[] Needs, bool IsIgnored)[] s_words =
    [
        ("iommu", "force", "Force", [], false),
        ("iommu", "required", "Force", [], false),
        ("iommu", "quarantine", "Quarantine", ["HAS_PCI"], false),
        ("iommu", "igfx", "IntegratedGraphics", ["INTEL_IOMMU"], true),
        ("iommu", "qinval", "QueuedInvalidation", ["INTEL_IOMMU"], true),
        ("iommu", "superpages", "Superpages", ["X86"], false),
        ("iommu", "verbose", "Verbose", [], false),
        ("iommu", "snoop", "Snoop", ["INTEL_IOMMU"], false),
        ("iommu", "intremap", "InterruptRemapping", ["X86"], false),
        ("iommu", "intpost", "InterruptPosting", ["X86", "HVM"], false),
        ("iommu", "crash-disable", "CrashDisable", ["KEXEC"], false),
        ("iommu", "debug", "Debug", [], false),
        ("iommu", "amd-iommu-perdev-intremap", "AmdPerDeviceInterruptRemapping", ["AMD_IOMMU"], true),
        ("iommu", "dom0-passthrough", "HardwareDomainPassthrough", [], false),
        ("iommu", "dom0-strict", "HardwareDomainStrict", [], false),
        ("iommu", "sharept", "SharePageTables", ["HVM", "!IOMMU_FORCE_PT_SHARE"], false),
        ("dom0-iommu", "passthrough", "HardwareDomainPassthrough", [], false),
        ("dom0-iommu", "strict", "HardwareDomainStrict", [], false),
        ("dom0-iommu", "map-inclusive", "HardwareDomainInclusive", [], false),
        ("dom0-iommu", "map-reserved", "HardwareDomainReserved", [], false),
    ];

    private static readonly OptionConfiguration[] s_configurations = OptionConfiguration.All;

    [Rule("OPT-1")]
    [Rule("OPT-3")]
    [Rule("OPT-11")]
    [TestCaseSource(nameof(s_configurations))]
    public void Every_word_in_every_form_does_what_the_grammar_says(object configuration)
    {
        OptionConfiguration current = (OptionConfiguration)configuration;
        foreach ((string option, string word, string property, string[] needs, bool isIgnored) in s_words)
        {
            bool exists = needs.All(symbol => symbol[0] == '!' ? !current.Set.Contains(symbol[1..]) : current.Set.Contains(symbol));
            Check(current, option, word, property, true, exists, isIgnored);
            Check(current, option, "no-" + word, property, false, exists, isIgnored);
            foreach (string value in s_true)
            {
                Check(current, option, $"{word}={value}", property, true, exists, isIgnored);
            }

            foreach (string value in s_false)
            {
                Check(current, option, $"{word}={value}", property, false, exists, isIgnored);
            }

            string[] bad =
            [
                word + "=junk", word + "=", word + "=yes=yes", word + "=YES", word + "=yess", word + "=ye", "no-no-" + word, "no" + word, " " + word,
                word + "x", "x" + word, word.ToUpperInvariant(), word[..^1], "-" + word, "no-" + word[..^1], "no-" + word + "=junk", "=" + word,
                .. s_true.Concat(s_false).Select(value => $"no-{word}={value}"),
            ];
            foreach (string token in bad.Where(token => !token.Contains(' ')))
            {
                CheckBad(current, option, token);
            }
        }
    }

    [TestCaseSource(nameof(s_configurations))]
    [Rule("OPT-2")]
    [Rule("OPT-6")]
    public void Boolean_words_switch_the_IOMMU_and_mean_nothing_to_the_hardware_domain(object configuration)
    {
        OptionConfiguration current = (OptionConfiguration)configuration;
        foreach (string word in s_true.Concat(s_false))
        {
            Check(current, "iommu", word, "Enable", s_true.Contains(word), exists: true, isIgnored: false);
            CheckBad(current, "iommu", "no-" + word);
            CheckBad(current, "iommu", word + "=yes");
            CheckBad(current, "dom0-iommu", word);
        }
    }

    [TestCaseSource(nameof(s_configurations))]
    [Rule("OPT-7")]
    public void Scratch_pages_are_the_only_value_of_quarantine_beside_the_boolean_ones(object configuration)
    {
        OptionConfiguration current = (OptionConfiguration)configuration;
        IommuOptions options = new();
        bool exists = current.Set.Contains("HAS_PCI");
        Assert.That(current.Parse("iommu=quarantine=scratch-page", options, out _), Is.EqualTo(exists ? 0 : -Errno.EINVAL));
        Assert.That(options.Quarantine, Is.EqualTo(exists ? QuarantineMode.ScratchPage : (QuarantineMode?)null));
        foreach (string token in new[] { "quarantine=scratch", "quarantine=scratch-pages", "no-quarantine=scratch-page", "quarantine=Scratch-Page", "scratch-page", "quarantine=basic", "quarantine=none" })
        {
            CheckBad(current, "iommu", token);
        }
    }

    [TestCaseSource(nameof(s_configurations))]
    [Rule("OPT-8")]
    public void None_stands_for_itself_only(object configuration)
    {
        OptionConfiguration current = (OptionConfiguration)configuration;
        Check(current, "dom0-iommu", "none", "HardwareDomainUnchecked", true, exists: true, isIgnored: false);
        foreach (string token in new[] { "no-none", "none=yes", "none=no", "none=", "non", "nonee" })
        {
            CheckBad(current, "dom0-iommu", token);
        }

        CheckBad(current, "iommu", "none");
    }

    private static void Check(OptionConfiguration current, string option, string token, string property, bool value, bool exists, bool isIgnored)
    {
        if (!exists && !isIgnored)
        {
            CheckBad(current, option, token);
            return;
        }

        foreach (IommuOptions options in Bases())
        {
            Dictionary<string, string?> expected = OptionConfiguration.ValuesOf(options);
            if (exists)
            {
                expected[property] = property switch
                {
                    "Quarantine" => value ? "Basic" : "None",
                    "InterruptRemapping" => value ? "Full" : "Off",
                    _ => value.ToString(),
                };
                if (property == "Debug" && value)
                {
                    expected["Verbose"] = "True";
                }
            }

            int result = current.Parse($"{option}={token}", options, out IReadOnlyList<OptionMessage> messages);
            Assert.That(result, Is.Zero, $"{option}={token} with {current}");
            Assert.That(OptionConfiguration.ValuesOf(options), Is.EqualTo(expected), $"{option}={token} with {current}");
            Assert.That(messages.Select(message => (message.IsWarning, message.Token)), Is.EqualTo(exists ? [] : new[] { (false, token) }), token);
        }
    }

    private static void CheckBad(OptionConfiguration current, string option, string token)
    {
        foreach (IommuOptions options in Bases())
        {
            Dictionary<string, string?> before = OptionConfiguration.ValuesOf(options);
            int result = current.Parse($"{option}={token}", options, out IReadOnlyList<OptionMessage> messages);
            Assert.That(result, Is.EqualTo(-Errno.EINVAL), $"{option}={token} with {current}");
            Assert.That(OptionConfiguration.ValuesOf(options), Is.EqualTo(before), $"{option}={token} with {current}");
            Assert.That(messages.Select(message => (message.IsWarning, message.Token, message.Column)), Is.EqualTo(new[] { (true, token, option.Length + 2) }));
        }
    }

    // The defaults, and their opposites: an effect shows over one of them.
    private static IEnumerable<IommuOptions> Bases()
    {
        yield return new IommuOptions();
        yield return new IommuOptions
        {
            Enable = false,
            Force = true,
            Verbose = true,
            Debug = true,
            Quarantine = QuarantineMode.ScratchPage,
            Superpages = false,
            IntegratedGraphics = false,
            QueuedInvalidation = false,
            Snoop = false,
            InterruptRemapping = InterruptRemapping.Restricted,
            InterruptPosting = true,
            CrashDisable = true,
            AmdPerDeviceInterruptRemapping = false,
            SharePageTables = false,
            DeviceIotlbTimeout = 7,
            HardwareDomainPassthrough = true,
            HardwareDomainStrict = true,
            HardwareDomainInclusive = true,
            HardwareDomainReserved = true,
            HardwareDomainUnchecked = true,
        };
    }
}
