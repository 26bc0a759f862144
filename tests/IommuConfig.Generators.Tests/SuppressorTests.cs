using System.Collections.Generic;
using System.Linq;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Tests;

/// <summary>Code that a generated constant makes unreachable is meant to be; all other unreachable code keeps its warning.</summary>
public sealed class SuppressorTests
{
    private const string Statement = "System.Console.WriteLine();";

    [TestCase("if (Config.OFF) { X }")]
    [TestCase("if (Config.ON) { } else { X }")]
    [TestCase("if (!Config.ON) { X }")]
    [TestCase("if (Config.OFF && a) { X }")]
    [TestCase("if (a && Config.OFF) { X }")]
    [TestCase("if (Config.ON || a) { } else { X }")]
    [TestCase("if (Config.ON && Config.OFF) { X }")]
    [TestCase("if (Config.LEVEL > 5) { X }")]
    [TestCase("if (Config.KIND == IommuConfig.Tristate.M) { X }")]
    [TestCase("if (Config.NAME == \"other\") { X }")]
    [TestCase("if (Config.ON) { return; } X")]
    [TestCase("if (!Config.OFF) return; X")]
    [TestCase("if (Config.ON) { throw new System.Exception(); } X")]
    [TestCase("{ if (Config.ON) { return; } } X")]
    [TestCase("while (Config.OFF) { X }")]
    [TestCase("while (Config.ON) { if (a) { continue; } } X")]
    [TestCase("do { } while (Config.ON); X")]
    [TestCase("for (; Config.OFF;) { X }")]
    [TestCase("switch (Config.LEVEL) { case 1: X break; }")]
    [TestCase("if (a) { if (Config.OFF) { X } }")]
    [TestCase("if (Config.OFF) { if (a) { X } }")]
    [TestCase("foreach (int i in new int[1]) { if (Config.ON) { continue; } X }")]
    [TestCase("System.Action f = () => { if (Config.OFF) { X } };")]
    [TestCase("if (a) { return; } else if (Config.OFF) { X }")]
    [TestCase("try { if (Config.ON) { return; } } finally { a = true; } X")]
    public void Code_that_a_generated_constant_rules_out_has_no_warning(string body)
    {
        Assert.That(Warnings(Method(body)), Is.Empty);
    }

    [TestCase("return; X")]
    [TestCase("if (true) { return; } X")]
    [TestCase("if (false) { X }")]
    [TestCase("const bool Mine = false; if (Mine) { X }")]
    [TestCase("if (Own.Off) { X }")]
    [TestCase("const bool Local = Config.OFF && true; if (Local) { X }", TestName = "A_constant_of_the_user_made_of_generated_ones")]
    [TestCase("throw new System.Exception(); X")]
    [TestCase("while (true) { } X")]
    [TestCase("if (Config.ON) { return; X }", TestName = "After_a_plain_return_in_a_branch_that_is_taken")]
    [TestCase("if (false) { if (Config.ON) { X } }", TestName = "The_outer_one_rules_out_what_the_inner_one_lets_through")]
    [TestCase("return; if (Config.ON) { X }", TestName = "The_return_came_first")]
    [TestCase("if (a) { return; } else { return; } X")]
    [TestCase("if (Config.ON) { } return; X")]
    [TestCase("if (true || Config.OFF) { } else { X }", TestName = "The_literal_alone_decides")]
    public void Code_that_is_unreachable_for_another_reason_keeps_its_warning(string body)
    {
        Assert.That(Warnings(Method(body)), Has.Exactly(1).StartsWith("CS0162 warning User.cs("));
    }

    [Test]
    public void Of_two_the_first_that_keeps_control_away_decides()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Warnings(Method("if (Config.ON) { return; } if (false) { X }")), Is.Empty);
            Assert.That(Warnings(Method("if (false) { X } if (Config.ON) { return; } X")), Has.Exactly(1).StartsWith("CS0162 warning User.cs("));
        });
    }

    [Test]
    public void A_table_is_asked_whether_it_is_available()
    {
        Project project = SmallContract.Project("").WithSource("namespace Sample;\nclass User { void M() { if (!Hooks.IsAvailable) { return; } " + Statement + " } }", "User.cs");

        Assert.That(GeneratorRun.Of(project).CompilerMessages(), Is.Empty);
    }

    [TestCase("if (Sample.Config.OFF) { X }", 0)]
    [TestCase("if (Sample.Config.ON) { return; } X", 0)]
    [TestCase("if (Sample.Config.ON) return; X X", 0)]
    [TestCase("return; X", 1)]
    public void Top_level_statements_are_statements(string body, int expected)
    {
        Project project = Program.WithSource(body.Replace("X", Statement, System.StringComparison.Ordinal), "User.cs") with { OutputKind = OutputKind.ConsoleApplication };

        Assert.That(Warnings(project).Count(), Is.EqualTo(expected));
    }

    private static Project Program => new Project()
        .WithKconfig("config ON\n\tdef_bool y\nconfig OFF\n\tdef_bool n\nconfig LEVEL\n\tint\n\tdefault 3\nconfig KIND\n\ttristate\nconfig NAME\n\tstring\n\tdefault \"one\"\n");

    private static Project Method(string body) => Program.WithSource(
        $$"""
        namespace Sample;
        static class Own { public const bool Off = false; }
        class User { void M(bool a) { {{body.Replace("X", Statement, System.StringComparison.Ordinal)}} } }
        """,
        "User.cs");

    private static IEnumerable<string> Warnings(Project project)
    {
        GeneratorRun run = GeneratorRun.Of(project);
        Assert.That(run.CompilerMessages().Where(message => message.Contains(" error ")), Is.Empty);
        return run.CompilerMessages().Where(message => message.StartsWith("CS0162", System.StringComparison.Ordinal));
    }
}
