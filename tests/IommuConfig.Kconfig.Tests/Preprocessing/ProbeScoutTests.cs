using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Kconfig.Tests;

/// <summary>What the scout finds ahead of the load, and where it must stop.</summary>
public sealed class ProbeScoutTests
{
    [Test]
    public void Commands_are_found_in_assignments_words_strings_and_functions_but_not_in_comments_or_help() =>
        Assert.That(Rounds("""
            A := $(shell,a)
            f = $(shell,f $(1))
            B = $(shell,not used)
            # $(shell,comment)
            config S
            	string "$(shell,prompt)"
            	default $(f,x)y if $(f,z) = n
            	help
            	  $(shell,help)
            $(info,$(shell,line))
            menu "$(shell,menu)"
            C := $(shell,in menu)
            endmenu
            """), Is.EqualTo(["a | prompt | f x | f z | line | menu | in menu"]));

    [Test]
    public void Files_are_followed_through_macros() =>
        Assert.That(Rounds("A := $(shell,1)\nsource \"$(ARCH)/Kconfig\"\nB := $(shell,3)\n", ("x86/Kconfig", "C := $(shell,2)\n")), Is.EqualTo(["1 | 2 | 3"]));

    [Test]
    public void A_command_that_needs_a_result_is_found_when_the_result_is_there() =>
        Assert.That(Rounds("A := $(shell,a)\nB := $(shell,b $(A))\nC := $(shell,c $(B))\nD := $(shell,d)\n"), Is.EqualTo(["a | d", "b <a>", "c <b <a>>"]));

    [Test]
    public void A_function_whose_name_needs_a_result_is_found_when_the_result_is_there() =>
        Assert.That(Rounds("N := <a>\nf-$(N) = $(shell,f)\nA := $(f-$(shell,a))\nB := $(shell,b)\n"), Is.EqualTo(["a | b", "f"]));

    [TestCase("$(error-if,y,stop)\n")]
    [TestCase("$(A,\n")]
    [TestCase("source \"missing\"\n")]
    [TestCase("source \"Kconfig\"\n")]
    public void Nothing_is_known_behind_what_ends_the_load(string end) =>
        Assert.That(Rounds("A := $(shell,a)\n" + end + "B := $(shell,b)\n"), Is.EqualTo(["a"]));

    [TestCase("source \"$(A)\"\n")]
    [TestCase("$(A)x = 1\n")]
    [TestCase("$(A) = 1\n")]
    public void Nothing_is_known_behind_a_file_or_a_variable_that_is_not_known(string unknown) =>
        Assert.That(Rounds("A := $(shell,a)\n" + unknown + "B := $(shell,b)\n").First(), Is.EqualTo("a"));

    [Test]
    public void Commands_behind_an_unknown_error_condition_are_taken_for_certain() =>
        Assert.That(Rounds("$(error-if,$(shell,a),stop)\nB := $(shell,b)\n"), Is.EqualTo(["a | b"]));

    [Test]
    public void Nothing_is_said_or_traced()
    {
        var console = new MacroProgram("");
        var trace = new PreprocessorTrace();
        LoadOptions options = Options() with { Console = console, Trace = trace };
        var scout = new ProbeScout("Kconfig", Trees("$(info,i)$(warning-if,y,w)$(ENV)$(shell,a)\n"), options);
        scout.Explore(_ => null);
        Assert.That(console.Output + console.Errors, Is.Empty);
        Assert.That(trace.Probes, Is.Empty);
        Assert.That(trace.Environment, Is.Empty);
    }

    [Test]
    public void On_random_programs_the_scout_asks_for_what_the_load_runs_and_nothing_else()
    {
        int found = 0;
        for (int seed = 0; seed < 2000; seed++)
        {
            string text = new RandomMacroProgram(seed).Source;
            var shell = new TestShell(Answer);
            var program = new MacroProgram(text, Options() with { Shell = shell });
            if (!program.Preprocessor.HasFailed && program.Leftover.Length == 0)
            {
                Assert.That(Rounds(text).SelectMany(round => round.Split(" | ")).Where(c => c.Length > 0), Is.EquivalentTo(shell.Commands.Distinct()), text);
                found += shell.Commands.Count;
            }
        }

        Assert.That(found, Is.GreaterThan(200));
    }

    private static string Answer(string command) => $"<{command}>\n";

    private static LoadOptions Options() => new() { Environment = name => name == "ARCH" ? "x86" : null, Dialect = Dialect.Linux61.Exact() };

    private static FilesToParse Trees(string kconfig, params (string Path, string Text)[] others) =>
        new(new MemoryFiles([("Kconfig", kconfig + "\n"), .. others]), Dialect.Linux61.Exact());

    /// <summary>The commands that are newly asked for in each round, where after a round all that were asked for have run.</summary>
    private static List<string> Rounds(string kconfig, params (string Path, string Text)[] others)
    {
        var scout = new ProbeScout("Kconfig", Trees(kconfig, others), Options());
        var known = new HashSet<string>();
        var rounds = new List<string>();
        bool hasHoles = true;
        while (hasHoles)
        {
            var asked = new List<string>();
            hasHoles = scout.Explore(command =>
            {
                if (known.Contains(command))
                {
                    return Answer(command);
                }

                if (!asked.Contains(command))
                {
                    asked.Add(command);
                }

                return null;
            });
            hasHoles &= asked.Count > 0;
            known.UnionWith(asked);
            if (asked.Count > 0)
            {
                rounds.Add(string.Join(" | ", asked));
            }
        }

        return rounds;
    }
}
