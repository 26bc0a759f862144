using System;
using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Kconfig.Tests;

/// <summary>The C program of Linux 7.3 as oracle for .config files and for what is an error.</summary>
public sealed class MicroCaseTests
{
    /// <summary>Cases where the extended dialect means to differ: it accepts what no C tree can contain.</summary>
    private static readonly Dictionary<string, string> s_extensions = new()
    {
        ["lex: D18 rsource"] = "rsource",
        ["lex: D32 def_string/hex"] = "def_string, def_hex",
    };

    private static IEnumerable<MicroCase> Configs => MicroCase.All.Where(c => c.WhyNot is null && c.ExitCode == 0);

    private static IEnumerable<MicroCase> Failures => MicroCase.All.Where(c => c.WhyNot is null && c.ExitCode != 0 && !s_extensions.ContainsKey(c.Name));

    [TestCaseSource(nameof(Configs))]
    public void Config_is_what_the_C_program_writes(MicroCase c)
    {
        Configuration configuration = Evaluate(c, out KconfigTree tree);
        Assert.That(Kconfigs.Errors(tree.Diagnostics), Is.Empty);
        Assert.That(DotConfigWriter.Write(configuration), Is.EqualTo(c.ExpectedConfig));
    }

    [TestCaseSource(nameof(Failures))]
    public void What_the_C_program_refuses_is_an_error_here_too(MicroCase c)
    {
        Evaluate(c, out KconfigTree tree);
        Assert.That(Kconfigs.Errors(tree.Diagnostics), Is.Not.Empty, c.StandardError);
    }

    [Test]
    public void Cases_left_out_are_left_out_for_a_reason_that_can_be_computed()
    {
        foreach (IGrouping<string, MicroCase> group in MicroCase.All.Where(c => c.WhyNot is not null).GroupBy(c => c.WhyNot!).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            TestContext.Out.WriteLine($"{group.Count(),3} {group.Key}");
        }

        TestContext.Out.WriteLine($"{Configs.Count(),3} compared, {Failures.Count()} refused as they must be, {s_extensions.Count} accepted on purpose");
        Assert.That(Configs.Count() + Failures.Count(), Is.GreaterThan(45));
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
