using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

using FsCheck;
using FsCheck.Fluent;

using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Setting one symbol after the other, as an editor does.</summary>
public sealed class EditingTests
{
    private const string Network = """
        config NET
        	bool "net"
        config DRIVER
        	tristate "driver"
        	depends on NET
        config SPEED
        	int "speed"
        	range 1 100
        	default 10
        	depends on DRIVER
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
        """;

    [Test]
    public void What_a_symbol_enables_can_be_set_after_it_and_not_before()
    {
        Configuration configuration = Kconfigs.Configure(Network);
        Assert.That(Set(configuration, "DRIVER", "y"), Is.EqualTo("KC0071"));
        Assert.That(Set(configuration, "NET", "y"), Is.Null);
        Assert.That(Set(configuration, "DRIVER", "y"), Is.Null);
        Assert.That(Set(configuration, "SPEED", "20"), Is.Null);
        Assert.That(configuration.Value("SPEED"), Is.EqualTo("20"));
        Assert.That(configuration.Value("HELPER"), Is.EqualTo("y"));
    }

    [TestCase("SPEED", "1000", "KC0074")]
    [TestCase("SPEED", "fast", "KC0063")]
    [TestCase("HELPER", "n", "KC0072")]
    [TestCase("FORCED", "n", "KC0073")]
    [TestCase("NET", "m", "KC0063")]
    [TestCase("DRIVER", "m", "KC0063")]
    public void What_cannot_take_effect_is_refused_with_the_reason_and_changes_nothing(string name, string value, string reason)
    {
        Configuration configuration = Kconfigs.Configure(Network);
        foreach (string first in new[] { "NET", "DRIVER", "FORCING" })
        {
            Assert.That(Set(configuration, first, "y"), Is.Null);
        }

        string before = DotConfigWriter.Write(configuration);
        Assert.That(Set(configuration, name, value), Is.EqualTo(reason));
        Assert.That(DotConfigWriter.Write(configuration), Is.EqualTo(before));
    }

    [Test]
    public void A_choice_member_takes_the_y_and_cannot_give_it_to_nobody()
    {
        Configuration configuration = Kconfigs.Configure(Network);
        Assert.That(Set(configuration, "SAFE", "y"), Is.Null);
        Assert.That(configuration.Value("FAST") + configuration.Value("SAFE"), Is.EqualTo("ny"));
        Assert.That(Set(configuration, "SAFE", "n"), Is.Null);
        Assert.That(configuration.Value("FAST") + configuration.Value("SAFE"), Is.EqualTo("yn"));
        configuration.Reset(configuration.Tree.Symbol("SAFE"));
        Assert.That(configuration.Value("FAST"), Is.EqualTo("y"));
    }

    [Test]
    public void A_listener_hears_of_every_symbol_that_changed_and_of_no_other()
    {
        Configuration configuration = Kconfigs.Configure(Network);
        var heard = new List<string>();
        configuration.ValuesChanged += (_, change) => heard.AddRange(change.Changes.Select(
            item => $"{item.Symbol.Name}: {item.OldValue}/{item.OldVisibility} -> {item.NewValue}/{item.NewVisibility}"));
        Set(configuration, "NET", "y");
        Assert.That(heard, Is.EqualTo(new[] { "NET: n/Y -> y/Y", "DRIVER: n/N -> n/Y" }));
        heard.Clear();
        Set(configuration, "NET", "y");
        Assert.That(heard, Is.Empty);
        configuration.Reset(configuration.Tree.Symbol("NET"));
        Assert.That(heard, Is.EqualTo(new[] { "NET: y/Y -> n/Y", "DRIVER: n/Y -> n/N" }));
    }

    [Test]
    public void What_may_be_set_follows_from_prompts_selects_and_modules()
    {
        Configuration configuration = Kconfigs.Configure("config MODULES\n\tbool \"modules\"\n\tmodules\n\tdefault y\n" + Network);
        Assert.That(Allowed(configuration, "DRIVER"), Is.EqualTo("N"));
        Set(configuration, "NET", "y");
        Assert.That(Allowed(configuration, "DRIVER"), Is.EqualTo("N M Y"));
        Set(configuration, "MODULES", "n");
        Assert.That(Allowed(configuration, "DRIVER"), Is.EqualTo("N Y"));
        Set(configuration, "FORCING", "y");
        Assert.That(Allowed(configuration, "FORCED"), Is.EqualTo("Y"));
        Assert.That(Allowed(configuration, "SPEED"), Is.Empty);
    }

    /// <summary>A tree of many independent parts: what one symbol costs does not grow with the others.</summary>
    [Test]
    public void Setting_a_symbol_computes_what_hangs_on_it_and_not_the_tree()
    {
        const int parts = 2000;
        var text = new StringBuilder();
        for (int i = 0; i < parts; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"config A{i}\n\tbool \"a\"\nif A{i}\nconfig B{i}\n\tbool \"b\"\n\tdefault y\nconfig C{i}\n\tdef_bool B{i}\nendif\n");
        }

        Configuration configuration = Kconfigs.Configure(text.ToString());
        _ = DotConfigWriter.Write(configuration);
        int before = configuration.Evaluator.ComputedCount;
        Assert.That(Set(configuration, "A7", "y"), Is.Null);
        Assert.That(configuration.Value("C7"), Is.EqualTo("y"));
        Assert.That(configuration.Evaluator.ComputedCount - before, Is.EqualTo(3));
    }

    [Property(MaxTest = 150)]
    public Property After_any_sequence_of_edits_everything_is_as_if_computed_from_scratch() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        seed => Array.TrueForAll([Dialect.Linux, Dialect.Linux61], dialect => EditsAgree(seed, dialect)));

    private static bool EditsAgree(int seed, Dialect dialect)
    {
        var random = new Random(seed);
        string text = new RandomKconfig(seed).Tree();
        KconfigTree tree = KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", text)), new LoadOptions { Dialect = dialect });
        var edited = new Configuration(tree);
        if (random.Next(2) == 0)
        {
            edited.ValuesChanged += (_, _) => { };
        }

        string[] values = ["y", "m", "n", "5", "0x1F", "-1", "text"];
        for (int i = 0; i < 20; i++)
        {
            Symbol symbol = tree.Symbols[random.Next(tree.Symbols.Count)];
            if (random.Next(5) == 0)
            {
                edited.Reset(symbol);
            }
            else
            {
                edited.Set(symbol, values[random.Next(values.Length)]);
            }

            _ = random.Next(3) == 0 ? DotConfigWriter.Write(edited) : "";
            var fresh = new Configuration(tree);
            foreach (Symbol each in tree.AllSymbols)
            {
                fresh.SetUserValueRaw(each, edited.GetRememberedValue(each));
            }

            if (Describe(edited) != Describe(fresh))
            {
                throw new AssertionException($"seed {seed}, {dialect}, edit {i} of {symbol}\n{Describe(edited)}\nfrom scratch\n{Describe(fresh)}\n{text}");
            }
        }

        return true;
    }

    private static string Describe(Configuration configuration) => string.Join("\n", configuration.Tree.Symbols.Select(
        symbol => $"{symbol} {configuration.GetValue(symbol)} {configuration.GetVisibility(symbol)} {configuration.IsWritten(symbol)}"));

    private static string? Set(Configuration configuration, string name, string value) =>
        configuration.Set(configuration.Tree.Symbol(name), value).Reason?.Id;

    private static string Allowed(Configuration configuration, string name) =>
        string.Join(" ", configuration.GetAllowedValues(configuration.Tree.Symbol(name)));
}
