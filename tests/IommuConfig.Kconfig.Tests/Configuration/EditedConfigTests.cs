using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace IommuConfig.Kconfig.Tests;

/// <summary>A .config is edited, and the values are made from those before.</summary>
public sealed class EditedConfigTests
{
    private const string Tree = """
        config MODULES
        	bool "modules"
        	modules
        config NET
        	bool "net"
        config DRIVER
        	tristate "driver"
        	depends on NET
        config SPEED
        	int "speed"
        	range 1 100
        config HELPER
        	bool
        	default y if DRIVER
        config FORCED
        	bool "forced"
        config FORCING
        	bool "forcing"
        	select FORCED
        choice
        	prompt "mode"
        config FAST
        	bool "fast"
        config SAFE
        	bool "safe"
        endchoice
        config NAME
        	string "name"

        """;

    private const string Start = "# head\nCONFIG_NET=y\nCONFIG_DRIVER=y\nCONFIG_SPEED=5\n\n# CONFIG_FORCED is not set\n# CONFIG_FORCING is not set\nCONFIG_FAST=y\n# CONFIG_SAFE is not set\nCONFIG_NAME=\"a\"\n";

    [TestCase("CONFIG_NET=y", "# CONFIG_NET is not set")]
    [TestCase("CONFIG_NET=y\n", "")]
    [TestCase("CONFIG_SPEED=5", "CONFIG_SPEED=50")]
    [TestCase("\"a\"", "\"longer\"")]
    [TestCase("# CONFIG_FORCING is not set", "CONFIG_FORCING=y")]
    [TestCase("# head\n", "# head\n# more\n\n")]
    [TestCase("CONFIG_FAST=y\n# CONFIG_SAFE is not set\n", "# CONFIG_FAST is not set\nCONFIG_SAFE=y\n", false)]
    [TestCase("# CONFIG_FORCED is not set\n# CONFIG_FORCING is not set\n", "CONFIG_FORCING=y\n")]
    [TestCase("\"a\"\n", "\"a\"")]
    [TestCase("CONFIG_NET=y\n", "CONFIG_NET=y\r\n")]
    public void A_small_edit_is_not_evaluated_as_a_whole(string old, string edited, bool isInAllDialects = true)
    {
        foreach (Dialect dialect in isInAllDialects ? [Dialect.Linux, Dialect.Linux61] : (Dialect[])[Dialect.Linux])
        {
            Configuration before = Evaluate(Load(Tree, dialect), Start);
            string text = Start.Replace(old, edited, StringComparison.Ordinal);
            int computed = before.Evaluator.ComputedCount;

            Configuration? after = before.After(new SourceFile(".config", text), out _);

            Assert.That(after, Is.Not.Null, dialect.ToString());
            Assert.That(after!.Evaluator.ComputedCount, Is.LessThan(8));
            Assert.That(before.Evaluator.ComputedCount, Is.EqualTo(computed));
            Assert.That(Describe(after), Is.EqualTo(Describe(Evaluate(before.Tree, text))));
        }
    }

    [TestCase("CONFIG_NET=y", "CONFIG_NET=y\nCONFIG_NET=n", TestName = "{m}: repeated in the edit")]
    [TestCase("# head", "CONFIG_NAME=\"b\"", TestName = "{m}: repeated far away")]
    [TestCase("# head", "CONFIG_MISSING=y", TestName = "{m}: unknown")]
    [TestCase("CONFIG_NET=y", "CONFIG_NET=1", TestName = "{m}: a wrong value")]
    [TestCase("CONFIG_NET=y", "NET=y", TestName = "{m}: no assignment")]
    [TestCase("\"a\"", "\"\uFFFD\"", TestName = "{m}: not UTF-8")]
    [TestCase("# head", "CONFIG_MODULES=y", TestName = "{m}: modules")]
    public void What_is_not_simple_is_evaluated_as_a_whole(string old, string edited)
    {
        string text = Start.Replace(old, edited, StringComparison.Ordinal);
        KconfigTree tree = Load(Tree, Dialect.Linux);

        Assert.That(Evaluate(tree, Start).After(new SourceFile(".config", text), out _), Is.Null);
        if (edited != "CONFIG_MODULES=y")
        {
            Assert.That(Evaluate(tree, text).After(new SourceFile(".config", text + "\n"), out _), Is.Null, "wrong before the edit");
        }
    }

    [TestCase("CONFIG_FAST=y", "# CONFIG_FAST is not set")]
    [TestCase("CONFIG_SPEED=5", "CONFIG_SPEED=500")]
    public void Choices_and_numbers_out_of_range_are_evaluated_as_a_whole_in_older_dialects(string old, string edited)
    {
        KconfigTree tree = Load(Tree, Dialect.Linux61);

        Assert.That(Evaluate(tree, Start).After(new SourceFile(".config", Start.Replace(old, edited, StringComparison.Ordinal)), out _), Is.Null);
    }

    [Test]
    public void A_long_edit_a_damaged_tree_and_values_set_by_a_program_are_evaluated_as_a_whole()
    {
        SourceFile edited = new(".config", Start.Replace("NET=y", "NET=n", StringComparison.Ordinal));
        Configuration longer = Evaluate(Load(Tree, Dialect.Linux), Start + new string('#', 5000) + "\nCONFIG_MODULES=n\n");
        Configuration damaged = Evaluate(Load(Tree + "endif\n", Dialect.Linux), Start);
        Configuration set = Evaluate(Load(Tree, Dialect.Linux), Start);
        Assert.That(set.Set(set.Tree.Symbol("NAME"), "b").IsAccepted);

        Assert.That(longer.After(new SourceFile(".config", Start), out _), Is.Null);
        Assert.That(damaged.After(edited, out _), Is.Null);
        Assert.That(set.After(edited, out _), Is.Null);
    }

    [Test]
    public void After_any_edits_everything_is_as_if_evaluated_from_scratch([Values("linux", "linux-6.1", "legacy")] string dialect)
    {
        const int trees = 400, edits = 12;
        int taken = Enumerable.Range(0, trees).Sum(seed => TakenEdits(seed, edits, dialect switch
        {
            "linux" => Dialect.Linux,
            "linux-6.1" => Dialect.Linux61,
            _ => Dialect.Legacy,
        }));

        TestContext.Out.WriteLine($"{taken} of {trees * edits} edits were not evaluated as a whole.");
        Assert.That(taken, Is.GreaterThan(trees * edits / 5));
    }

    /// <summary>Edits a random .config again and again.</summary>
    /// <returns>How often the values were made from those before.</returns>
    private static int TakenEdits(int seed, int edits, Dialect dialect)
    {
        var random = new RandomConfigEdits(seed);
        string kconfig = dialect == Dialect.Linux ? random.Tree : Regex.Replace(random.Tree, "(?m)^(\tdepends on .*?) if .*$", "$1");
        KconfigTree tree = Load(kconfig, dialect);
        Assert.That(Kconfigs.Errors(tree.Diagnostics), Is.Empty, kconfig);
        Configuration current = Evaluate(tree, random.Text());
        int taken = 0;
        for (int i = 0; i < edits; i++)
        {
            string old = Describe(current), text = random.Edit();
            Configuration? next = current.After(new SourceFile(".config", text), out IReadOnlyList<Symbol> reached);
            Configuration fresh = Evaluate(tree, text);
            if (next is not null)
            {
                taken++;
                string what = $"seed {seed}, edit {i}\n{kconfig}\n{text}";
                Assert.That(Describe(current), Is.EqualTo(old), "The configuration before the edit is another: " + what);
                Assert.That(Describe(next), Is.EqualTo(Describe(fresh)), what);
                Assert.That(tree.Symbols.Where(symbol => current.GetValue(symbol) != next.GetValue(symbol)).Except(reached), Is.Empty, "Not all that changed was told: " + what);
            }

            current = next ?? fresh;
        }

        return taken;
    }

    private static KconfigTree Load(string text, Dialect dialect) =>
        KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", text)), new LoadOptions { Dialect = dialect });

    private static Configuration Evaluate(KconfigTree tree, string text)
    {
        Configuration configuration = Kconfigs.Configure(tree, text);
        configuration.Complete();
        return configuration;
    }

    private static string Describe(Configuration configuration) => string.Join("\n", configuration.Tree.Symbols
        .Select(symbol => $"{symbol} {configuration.GetValue(symbol)} {configuration.GetVisibility(symbol)} {configuration.IsWritten(symbol)} "
            + Describe(configuration.GetOrigin(symbol)) + $" {configuration.GetUserValue(symbol)?.Sequence}")
        .Concat(configuration.Tree.Choices.Select(choice => $"{choice.Location} {configuration.GetChosen(choice)}"))
        .Append(Kconfigs.Compact(configuration.Diagnostics)));

    private static string Describe(ValueOrigin origin) =>
        $"{origin.Kind} {origin.Location} {origin.Location?.Span} {origin.Selector} {origin.FailingDependency} {origin.FailingLocation}";
}
