using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Texts that try to exhaust the stack, the memory or somebody's patience.</summary>
public sealed class HostileMacroTests
{
    private const int Long = 10_000_000;

    [Test]
    public void A_line_of_10_MB_is_expanded()
    {
        string text = new('x', Long);
        MacroProgram program = Run($"f = [$(1)]\nA := {text}\nconfig S\n\tdefault \"{text}$(f,y)\"\nconfig T\n\tdefault \"$(f,{text})\"\n");
        Assert.That(program.Errors, Is.Empty);
        Assert.That(program.Values["S"], Is.EqualTo(text + "[y]"));
        Assert.That(program.Values["T"], Has.Length.EqualTo(Long + 2));
    }

    [Test]
    public void A_line_of_a_million_macros_is_expanded()
    {
        MacroProgram program = Run("A := x\nconfig S\n\tdefault \"" + string.Concat(Enumerable.Repeat("$(A)", 1_000_000)) + "\"\n");
        Assert.That(program.Values["S"], Has.Length.EqualTo(1_000_000));
    }

    [Test]
    public void A_variable_may_be_appended_to_a_million_times() =>
        Assert.That(Run(string.Concat(Enumerable.Repeat("A += x\n", 1_000_000)) + "config S\n\tdefault \"$(A)\"\n").Values["S"], Has.Length.EqualTo(1_999_999));

    [Test]
    public void Macros_may_be_nested_10000_deep()
    {
        string text = string.Concat(Enumerable.Repeat("$(f,", 10_000)) + "x" + new string(')', 10_000);
        Assert.That(Run($"f = $(1)\nconfig S\n\tdefault \"{text}\"\n").Values["S"], Is.EqualTo("x"));
    }

    [TestCase("$(", ")")]
    [TestCase("$(f,", ")")]
    [TestCase("$(a$(b,(", "c)))")]
    public void Endless_nesting_is_an_error(string open, string close)
    {
        string text = string.Concat(Enumerable.Repeat(open, 1_000_000)) + string.Concat(Enumerable.Repeat(close, 1_000_000));
        Assert.That(Run($"f = $(1)\nconfig S\n\tdefault \"{text}\"\n").Diagnostics.Single().Id, Is.AnyOf("KC0052", "KC0058"));
        Assert.That(Run($"config S\n\tdefault \"{string.Concat(Enumerable.Repeat(open, 1_000_000))}\"\n").Diagnostics.Single().Id, Is.EqualTo("KC0050"));
    }

    [Test]
    public void A_chain_of_many_recursive_functions_is_an_error()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 200; i++)
        {
            text.Append($"f{i} = $(f{(i + 1) % 200},$(1))\n");
        }

        Assert.That(Run(text + "$(info,$(f0,x))\n").Diagnostics.Single().Id, Is.EqualTo("KC0052"));
    }

    [Test]
    public void A_long_chain_of_variables_is_an_error()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 200_000; i++)
        {
            text.Append($"v{i} = $(v{i + 1})\n");
        }

        Assert.That(Run(text + "$(info,$(v0))\n").Diagnostics.Single().Id, Is.EqualTo("KC0052"));
    }

    [TestCase("", TestName = "Doubling_of_nothing_ends")]
    [TestCase("x", TestName = "Doubling_of_text_ends")]
    public void Doubling_ends(string text)
    {
        var lines = new StringBuilder($"v0 = {text}\n");
        for (int i = 1; i < 64; i++)
        {
            lines.Append($"v{i} = $(v{i - 1})$(v{i - 1})\n");
        }

        Assert.That(Run(lines + "$(info,$(v63))\n").Diagnostics.Single().Id, Is.EqualTo("KC0058"));
    }

    [Test]
    public void Discarded_text_counts()
    {
        string line = "g =\nf = $(g," + new string('x', Long) + ")\n";
        Assert.That(Run(line + string.Concat(Enumerable.Repeat("$(f)\n", 1000))).Diagnostics.Single().Id, Is.EqualTo("KC0058"));
    }

    [Test]
    public void Warnings_are_bounded() =>
        Assert.That(Run("w = $(warning-if,y,)\nv = " + string.Concat(Enumerable.Repeat("$(w)", 1000)) + "\n" + string.Concat(Enumerable.Repeat("$(v)", 1000)) + "\n")
            .Diagnostics, Has.Count.LessThan(200_000).And.Some.Property("Id").EqualTo("KC0058"));

    /// <summary>On a thread with the smallest stack that hosts use, and in a time that nobody notices as hanging.</summary>
    private static MacroProgram Run(string text)
    {
        MacroProgram? program = null;
        var watch = Stopwatch.StartNew();
        var thread = new Thread(() => program = new MacroProgram(text), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        TestContext.Out.WriteLine(FormattableString.Invariant($"{watch.ElapsedMilliseconds} ms"));
        return program!;
    }
}
