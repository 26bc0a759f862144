using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace IommuConfig.Kconfig.Tests;

/// <summary>The C program of Linux 7.3 as oracle for .config files, for what is an error and where, and for what is warned of and where.</summary>
public sealed partial class MicroCaseTests
{
    /// <summary>Cases where the extended dialect means to differ: it accepts what no C tree can contain.</summary>
    private static readonly Dictionary<string, string> s_extensions = new()
    {
        ["lex: D18 rsource"] = "rsource",
        ["lex: D32 def_string/hex"] = "def_string, def_hex",
    };

    /// <summary>Every case that must be refused, and the first error here. For cycles the C program names no place.</summary>
    private static readonly (string Name, string Error)[] s_failures =
    [
        ("choice: A4 optional choice", "KC0004 Kconfig:3"),
        ("choice: A10 named choice", "KC0005 Kconfig:1"),
        ("cmp: C7 unquoted dot", "KC0005 Kconfig:2"),
        ("deps: B16 circular default value", "KC0048 Kconfig:2"),
        ("deps: B18 imply loop + depends", "KC0048 Kconfig:6"),
        ("deps: B20 default loop string", "KC0048 Kconfig:3"),
        ("deps: B22 if-select + dep both", "KC0048 Kconfig:6"),
        ("lex: D6 double help", "KC0012 Kconfig:5"),
        ("lex: D8 option env", "KC0004 Kconfig:3"),
        ("lex: D10 unclosed", "KC0007 Kconfig:4"),
        ("lex: D12 missing source", "KC0020 Kconfig:3"),
        ("lex: D14 source twice", "KC0021 Kconfig:2"),
        ("lex: D16 if spanning files", "KC0007 Kconfig:1"),
        ("lex: D20 mainmenu after config", "KC0006 Kconfig:3"),
        ("lex: D26 keyword as symbol name", "KC0005 Kconfig:1"),
        ("lex: D30 option modules", "KC0004 Kconfig:3"),
        ("lex: D34 visible in config", "KC0006 Kconfig:3"),
        ("lex: D36 endif with trailing words", "KC0005 Kconfig:6"),
        ("more: H9 source in choice", "KC0006 Kconfig:3"),
    ];

    /// <summary>What begins each warning of the C program after its place, and what it is here.</summary>
    private static readonly (string Text, string Id)[] s_warnings =
    [
        ("ignoring unsupported character", "KC0002"), ("multi-line strings not supported", "KC0003"),
        ("config symbol defined without type", "KC0030"), ("ignoring type redefinition", "KC0031"), ("prompt redefined", "KC0032"),
        ("leading whitespace ignored", "KC0033"), ("default for config symbol", "KC0034"), ("'[^']*': number is invalid", "KC0035"),
        ("config symbol '[^']*' uses", "KC0036"), ("'[^']*' has wrong type", "KC0037"), ("range is only allowed", "KC0038"),
        ("range is invalid", "KC0039"), ("choice default symbol", "KC0040"),
        ("unexpected data", "KC0060"), ("unknown symbol: .* $", "KC0060"), ("unknown symbol", "KC0062"), ("override: reassigning", "KC0061"),
        ("symbol value", "KC0063"), ("invalid string found", "KC0064"),
    ];

    /// <summary>The C program names the line behind the second help text; here the second <c>help</c> is named.</summary>
    private const string PlacedBehind = "lex: D6 double help";

    /// <summary>The C program names the entry, where these name the line in it.</summary>
    private static readonly string[] s_placedAtEntry = ["KC0031"];

    private static IEnumerable<MicroCase> Configs => MicroCase.All.Where(c => c.WhyNot is null && c.ExitCode == 0);

    private static IEnumerable<TestCaseData> Failures => s_failures.Select(f => new TestCaseData(MicroCase.All.Single(c => c.Name == f.Name), f.Error));

    private static IEnumerable<MicroCase> Warned => Configs.Where(c => WarningLine().IsMatch(c.StandardError) || Unmet().IsMatch(c.StandardError));

    [TestCaseSource(nameof(Configs))]
    public void Config_is_what_the_C_program_writes(MicroCase c)
    {
        Configuration configuration = Evaluate(c, out KconfigTree tree);
        Assert.That(Kconfigs.Errors(tree.Diagnostics), Is.Empty);
        Assert.That(DotConfigWriter.Write(configuration), Is.EqualTo(c.ExpectedConfig));
    }

    [TestCaseSource(nameof(Failures))]
    public void What_the_C_program_refuses_is_an_error_at_the_same_place_here(MicroCase c, string expected)
    {
        Evaluate(c, out KconfigTree tree);
        KconfigDiagnostic[] errors = [.. tree.Diagnostics.Where(d => d.Severity == KconfigSeverity.Error)];
        IEnumerable<string> places = errors.Select(d => $"{d.Path}:{d.Start.Line + 1}");
        Assert.That(errors[0].Id + " " + places.First(), Is.EqualTo(expected), c.StandardError);

        // Before "missing end statement" stands a "syntax error" at the end of the file, which is no place to look at.
        IEnumerable<Match> refused = ErrorLine().Matches(c.StandardError);
        if (refused.FirstOrDefault(e => e.Groups["text"].Value != "syntax error") is { } named && c.Name != PlacedBehind)
        {
            Assert.That(places, Does.Contain(named.Groups["place"].Value), c.StandardError);
        }
    }

    [TestCaseSource(nameof(Warned))]
    public void What_the_C_program_warns_of_is_warned_of_at_the_same_place_here(MicroCase c)
    {
        Configuration configuration = Evaluate(c, out KconfigTree tree);
        KconfigDiagnostic[] all = [.. tree.Diagnostics, .. configuration.Diagnostics];
        foreach (Match warning in WarningLine().Matches(c.StandardError))
        {
            string text = warning.Groups["text"].Value;
            string id = s_warnings.First(w => Regex.IsMatch(text, "^" + w.Text)).Id;
            IEnumerable<string> places = all.Where(d => d.Id == id).Select(d => $"{d.Path}:{(s_placedAtEntry.Contains(id) ? EntryLine(c, d) : d.Start.Line + 1)}");
            Assert.That(places, Does.Contain(warning.Groups["place"].Value), $"{id} for {text}\n{Kconfigs.Compact(all)}");
        }

        IEnumerable<string> unmet = Unmet().Matches(c.StandardError).Select(m => m.Groups["name"].Value).Distinct();
        Assert.That(all.Where(d => d.Id == "KC0070").Select(d => d.Message.Split('\'')[1]), Is.EquivalentTo(unmet));
    }

    [Test]
    public void Every_case_is_compared_or_left_out_for_a_reason_that_can_be_computed()
    {
        IEnumerable<string> outcomes = MicroCase.All.Select(c =>
            c.WhyNot is { } reason ? "left out: " + reason
            : c.ExitCode == 0 ? ".config compared"
            : s_extensions.TryGetValue(c.Name, out string? extension) ? "accepted on purpose: " + extension
            : s_failures.Any(f => f.Name == c.Name) ? "refused" : "not listed: " + c.Name);
        IEnumerable<string> counts = outcomes.GroupBy(o => o).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}");
        Assert.That(string.Join(";\n", counts.Append($"{Warned.Count()} compared for warnings")), Is.EqualTo("""
            33 .config compared;
            1 accepted on purpose: def_string, def_hex;
            1 accepted on purpose: rsource;
            1 left out: environment CONFIG_;
            1 left out: environment KCONFIG_CONFIG;
            1 left out: environment KCONFIG_DEFCONFIG_LIST;
            1 left out: environment KCONFIG_WERROR;
            14 left out: macros;
            2 left out: mode --allnoconfig;
            3 left out: mode --allyesconfig;
            2 left out: mode --helpnewconfig;
            1 left out: mode --mod2noconfig;
            2 left out: mode --oldaskconfig;
            2 left out: mode --oldconfig;
            2 left out: mode --randconfig;
            2 left out: mode --savedefconfig;
            2 left out: mode --syncconfig;
            1 left out: mode --version;
            19 refused;
            9 compared for warnings
            """));
    }

    [GeneratedRegex(@"^(?<place>[^:\n]+:\d+): (?:error: )?(?<text>(?!note:|warning:).*)$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"^(?<place>[^:\n]+:\d+): ?warning: ?(?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex WarningLine();

    [GeneratedRegex(@"^WARNING: unmet direct dependencies detected for (?<name>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Unmet();

    private static int EntryLine(MicroCase c, KconfigDiagnostic diagnostic)
    {
        string[] lines = c.Files[diagnostic.Path].Split('\n');
        return Array.FindLastIndex(lines, diagnostic.Start.Line, line => line.StartsWith("config ", StringComparison.Ordinal)) + 1;
    }

    private static Configuration Evaluate(MicroCase c, out KconfigTree tree)
    {
        string root = c.Arguments[^1];
        tree = KconfigTree.Load(root, new MemoryFiles(c.Files.Select(f => (f.Key, f.Value))));
        var configuration = new Configuration(tree);
        if (c.InputPath is { } path && c.Files.TryGetValue(path, out string? text))
        {
            configuration.Apply(DotConfig.Parse(new SourceFile(path, text)));
        }

        return configuration;
    }
}
