using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace IommuConfig.Kconfig.Tests.Documentation;

/// <summary>The examples of docs/kconfig-library.md: each of its C# blocks stands here, and does what the page says.</summary>
public sealed class LibraryExamples
{
    private const string Sample = """
        mainmenu "Sample"

        config MODULES
            bool "Loadable modules"
            modules

        config NET
            bool "Networking"
            default y

        menu "Drivers"
            depends on NET

        config E1000
            tristate "An Ethernet card"
            select CRC32
            help
              A card that was everywhere once.

        config RING_SIZE
            int "Descriptors in a ring"
            depends on E1000
            range 16 4096
            default 256

        choice
            prompt "Speed"

        config SLOW
            bool "10 MBit/s"

        config FAST
            bool "100 MBit/s"

        endchoice

        endmenu

        config CRC32
            bool
        """;

    private string _folder = "";

    [SetUp]
    public void WriteTree()
    {
        _folder = Directory.CreateTempSubdirectory("library").FullName;
        File.WriteAllText(Path.Combine(_folder, "Kconfig"), Sample);
    }

    [TearDown]
    public void RemoveTree() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Load_a_tree()
    {
        string folder = _folder;
        var output = new StringWriter();

        KconfigTree tree = KconfigTree.Load("Kconfig", new PhysicalFiles(folder));
        foreach (KconfigDiagnostic diagnostic in tree.Diagnostics)
        {
            output.WriteLine(diagnostic);    // Kconfig:5:13: error KC0012: ...
        }

        if (tree.HasErrors)
        {
            return;
        }

        Assert.That(output.ToString(), Is.Empty);
    }

    [Test]
    public void Load_from_memory()
    {
        var files = new MemoryFiles(
            ("Kconfig", "config A\n\tbool \"a\"\nsource \"sub/Kconfig\"\n"),
            ("sub/Kconfig", "config B\n\tbool \"b\"\n"));
        KconfigTree tree = KconfigTree.Load("Kconfig", files);

        Assert.That(tree.Symbols.Select(s => s.Name), Is.EqualTo(new[] { "A", "B" }));
    }

    [Test]
    public void Choose_a_dialect()
    {
        string folder = _folder;

        var options = new LoadOptions { Dialect = Dialect.Linux61 };
        KconfigTree tree = KconfigTree.Load("Kconfig", new PhysicalFiles(folder), options);

        Assert.That(tree.Dialect.Name, Is.EqualTo("linux-6.1"));
        Assert.That(Dialect.Find("legacy"), Is.SameAs(Dialect.Legacy));
    }

    [Test]
    public void Give_it_an_environment_and_a_shell()
    {
        var variables = new Dictionary<string, string> { ["ARCH"] = "arm64" };
        var options = new LoadOptions
        {
            Environment = name => variables.TryGetValue(name, out string? value) ? value : null,
            Shell = new RecordedShell { ["cc --version"] = "cc 14.2" },
        };
        var files = new MemoryFiles(("Kconfig", "config INFO\n\tstring\n\tdefault \"$(ARCH), $(shell,cc --version)\"\n"));
        var configuration = new Configuration(KconfigTree.Load("Kconfig", files, options));

        Assert.That(configuration.Value("INFO"), Is.EqualTo("arm64, cc 14.2"));
        Assert.That(configuration.Tree.EnvironmentReads, Is.EqualTo(new[] { KeyValuePair.Create("ARCH", "arm64") }));
    }

    [Test]
    public void Read_a_config_and_ask_for_values()
    {
        KconfigTree tree = Tree();

        var configuration = new Configuration(tree);
        configuration.Apply(DotConfig.Parse(new SourceFile(".config", "CONFIG_E1000=y\nCONFIG_RING_SIZE=64\n")));

        if (tree.TryGetSymbol("RING_SIZE", out Symbol? size) && configuration.GetValue(size).TryGetInt64(out long descriptors))
        {
            Assert.That(descriptors, Is.EqualTo(64));
        }

        Tristate card = configuration.GetValue(tree.Symbol("E1000")).Tristate;                  // Y
        Expression condition = Expression.Parse("NET && RING_SIZE > 32", tree, out _)!;
        Tristate isLarge = configuration.Evaluate(condition);                                   // Y

        Assert.That((card, isLarge), Is.EqualTo((Tristate.Y, Tristate.Y)));
    }

    [Test]
    public void Ask_why()
    {
        KconfigTree tree = Tree();
        var configuration = new Configuration(tree);
        configuration.Apply(DotConfig.Parse(new SourceFile(".config", "CONFIG_E1000=y\n")));

        tree.TryGetSymbol("CRC32", out Symbol? crc);
        ValueOrigin origin = configuration.GetOrigin(crc!);
        string why = $"{origin.Kind} by {origin.Selector?.Name} at {origin.Location}";          // Selected by E1000 at Kconfig:16

        Assert.That(why, Is.EqualTo("Selected by E1000 at Kconfig:16"));
    }

    [Test]
    public void Hear_what_does_not_take_effect()
    {
        var configuration = new Configuration(Tree());
        configuration.Apply(DotConfig.Parse(new SourceFile(".config", "CONFIG_RING_SIZE=8\nCONFIG_E1000=y\nCONFIG_NTE=y\n")));

        string[] ids = [.. configuration.Diagnostics.Select(d => d.Id)];    // KC0062: no such symbol; KC0074: out of range

        Assert.That(ids, Does.Contain("KC0074"));
        Assert.That(ids, Has.Length.EqualTo(2));
    }

    [Test]
    public void Set_a_value()
    {
        var configuration = new Configuration(Tree());
        Symbol card = configuration.Tree.Symbol("E1000");
        var output = new StringWriter();

        SetResult result = configuration.Set(card, "m");
        if (!result.IsAccepted)
        {
            output.WriteLine(result.Reason!.Message);    // what forbids it, and where that is written
        }

        Assert.That(output.ToString(), Is.Not.Empty, "MODULES is n");
        Assert.That(configuration.Set(card, "y").IsAccepted);
    }

    [Test]
    public void Edit()
    {
        var configuration = new Configuration(Tree());
        var input = new StringReader("E1000=y\nRING_SIZ=3\nE1000=m\nE1000=\n");
        var output = new StringWriter { NewLine = "\n" };

        configuration.ValuesChanged += (_, e) =>
        {
            foreach (ValueChange change in e.Changes)
            {
                output.WriteLine($"{change.Symbol.Name}: {change.OldValue} -> {change.NewValue}");
            }
        };

        while (input.ReadLine() is { } line)                 // NAME=value; NAME= takes the value away
        {
            string[] parts = line.Split('=', 2);
            if (!configuration.Tree.TryGetSymbol(parts[0], out Symbol? symbol))
            {
                output.WriteLine($"no symbol {parts[0]}; did you mean {configuration.Tree.FindSimilar(parts[0])}?");
            }
            else if (parts[1].Length == 0)
            {
                configuration.Reset(symbol);
            }
            else if (configuration.Set(symbol, parts[1]) is { IsAccepted: false, Reason: { } reason })
            {
                output.WriteLine($"{reason.Message} Possible: {string.Join(", ", configuration.GetAllowedValues(symbol))}");
            }
        }

        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Does.Contain("E1000: n -> y").And.Contain("CRC32: n -> y").And.Contain("no symbol RING_SIZ; did you mean RING_SIZE?"));
        Assert.That(lines, Has.One.EndsWith("Possible: N, Y"));
        Assert.That(lines, Does.Contain("E1000: y -> n").And.Contain("CRC32: y -> n"));
    }

    [Test]
    public void Write_files()
    {
        var configuration = new Configuration(Tree());
        configuration.Apply(DotConfig.Parse(new SourceFile(".config", "CONFIG_E1000=y\n")));

        string config = DotConfigWriter.Write(configuration);            // everything: .config
        string least = SaveDefConfigWriter.Write(configuration);         // what differs from the defaults: a defconfig
        string json = ConfigJsonWriter.Write(configuration);             // for other programs: docs/json.md
        string kconfig = KconfigWriter.Write(configuration.Tree);        // the tree itself, in one file

        Assert.That(least, Is.EqualTo("CONFIG_E1000=y\n"));
        Assert.That(config, Does.Contain("CONFIG_E1000=y\nCONFIG_RING_SIZE=256\n"));
        Assert.That(json, Does.StartWith("{\n  \"version\": 1"));
        Assert.That(kconfig, Does.StartWith("mainmenu \"Sample\"\n"));
    }

    [Test]
    public void Walk_the_menu()
    {
        var configuration = new Configuration(Tree());
        var lines = new List<string>();

        void Show(MenuNode parent, string indentation)
        {
            foreach (MenuNode node in parent.Children)
            {
                string value = node.Symbol is { } symbol ? " = " + configuration.GetValue(symbol) : "";
                if (node.Prompt is { } prompt && configuration.Evaluate(prompt.Condition) != Tristate.N)
                {
                    lines.Add(indentation + prompt.Text + value);
                }

                Show(node, indentation + "  ");
            }
        }

        Show(configuration.Tree.Root, "");

        Assert.That(lines, Does.Contain("Drivers").And.Contain("  An Ethernet card = n").And.Contain("    10 MBit/s = y"));
    }

    [Test]
    public void Look_at_a_symbol()
    {
        Symbol card = Tree().Symbol("E1000");

        string prompt = card.FirstPrompt!.Text;                          // An Ethernet card
        string needs = card.DirectDependency.ToString();                 // NET
        string selects = string.Join(", ", card.Selects);                // select CRC32
        string whole = card.ToString();                                  // its definitions, as Kconfig

        Assert.That((prompt, needs, selects), Is.EqualTo(("An Ethernet card", "NET", "select CRC32")));
        Assert.That(whole, Is.EqualTo("""
            config E1000
            	tristate "An Ethernet card"
            	depends on NET
            	select CRC32
            	help
            	  A card that was everywhere once.

            """.ReplaceLineEndings("\n")));
    }

    private static KconfigTree Tree() => Kconfigs.Tree(Sample);

    /// <summary>Knows the output of some commands.</summary>
    private sealed class RecordedShell : Dictionary<string, string>, IShell
    {
        public string Run(string command) => TryGetValue(command, out string? output) ? output : "";
    }
}
