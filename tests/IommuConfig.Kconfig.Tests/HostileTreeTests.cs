using System.Globalization;
using System.Linq;
using System.Threading;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Trees that nobody writes by accident are read in time and memory that grow with their size, and not accepted silently.</summary>
public sealed class HostileTreeTests
{
    [TestCase("linux")]
    [TestCase("linux-6.1")]
    public void A_cycle_of_any_length_is_refused(string dialect)
    {
        string tree = string.Concat(Enumerable.Range(0, 3000).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"config S{i}\n\tbool \"s\"\n\tdepends on S{(i + 1) % 3000}\n")));
        var console = new TextConsole();
        KconfigTree loaded = KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", tree)), new LoadOptions { Dialect = Dialect.Find(dialect)!.Exact(), Console = console });
        Assert.That(loaded.HasErrors);
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_path_may_name_a_symbol_whose_defaults_fan_out()
    {
        string symbols = "config A0\n\tstring\n\tdefault \"b\"\nconfig A1\n\tbool\n\tdefault y\n" + string.Concat(Enumerable.Range(2, 60).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"config A{i}\n\tbool\n\tdefault A{i - 1} && A{i - 1}\n")));
        KconfigTree tree = KconfigTree.Load("Kconfig",
            new MemoryFiles(("Kconfig", symbols + "source \"x$A61\"\n"), ("xy", "config FOUND\n\tbool\n")), new LoadOptions { Dialect = Dialect.Legacy });
        Assert.That(tree.TryGetSymbol("FOUND", out _));
    }

    [Test]
    public void A_long_condition_of_a_transitional_symbol_needs_no_deep_stack()
    {
        string tree = "config A\n\tbool \"a\"\nconfig T\n\tbool\n\ttransitional\n\tdepends on " + string.Join(" && ", Enumerable.Repeat("A", 100_000)) + "\n";
        string[] ids = [];
        var thread = new Thread(() => ids = [.. Kconfigs.Tree(tree).Diagnostics.Select(d => d.Id)], 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(ids, Is.EqualTo(new[] { "KC0047" }));
    }

    [TestCase("linux")]
    [TestCase("linux-6.1")]
    public void Entries_of_a_choice_that_depend_each_on_the_one_before_need_no_deep_stack(string dialect)
    {
        string tree = "choice\n\tprompt \"c\"\nconfig S0\n\tbool \"s\"\n" + string.Concat(Enumerable.Range(1, 30_000).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"config S{i}\n\tbool \"s\"\n\tdepends on S{i - 1}\n"))) + "endchoice\n"
            + "config A\n\tbool \"a\"\nconfig X\n\tbool \"x\"\n\tdepends on " + string.Join(" && ", Enumerable.Repeat("A", 100_000)) + "\n";
        bool isRead = false;
        var thread = new Thread(
            () =>
            {
                KconfigTree loaded = KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", tree)), new LoadOptions { Dialect = Dialect.Find(dialect)! });
                DotConfigWriter.Write(new Configuration(loaded));
                isRead = loaded.ToString().Length > 0;
            },
            256 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(isRead);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Many_may_select_and_many_depend_on_what_nobody_defines()
    {
        string tree = string.Concat(Enumerable.Range(0, 20_000).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"config S{i}\n\tbool \"s\"\n\tselect NOBODY\nconfig D{i}\n\tbool \"d\"\n\tdepends on NOBODY\n")));
        KconfigTree loaded = KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", tree)), new LoadOptions { Dialect = Dialect.Linux.Exact(), Console = new TextConsole() });
        Assert.That(loaded.HasErrors, Is.False);
    }

    [TestCase("a\nCONFIG_B=y")]
    [TestCase("a\r")]
    [TestCase("a\0b")]
    public void A_text_that_no_line_can_hold_is_refused(string text)
    {
        KconfigTree tree = KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", "config S\n\tstring \"s\"\n")), new LoadOptions());
        var configuration = new Configuration(tree);
        tree.TryGetSymbol("S", out Symbol? symbol);
        SetResult result = configuration.Set(symbol!, text);
        Assert.That((result.IsAccepted, configuration.GetValue(symbol!).Text), Is.EqualTo((false, "")));
    }
}
