using System;
using System.Linq;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

// FsCheck supplies the arguments; the analyzer knows only NUnit's own sources.
#pragma warning disable NUnit1027

namespace IommuConfig.Kconfig.Tests.Printing;

/// <summary>Every printed object is Kconfig that means what the object means.</summary>
public sealed class PrintingTests
{
    private const string Sample = """
        config MODULES
            bool "modules"
            modules
        config NET
            bool "net"
        menu "Drivers"
            depends on NET
            visible if MODULES
        if NET || MODULES
        config E1000
            tristate "a \"card\"" if m
            depends on NET != n
            default m if NET
            select CRC if NET
            imply LED
            help
              Two lines,
                one deeper.
        endif
        choice
            prompt "Speed"
            default FAST
        config FAST
            bool "fast"
        config SLOW
            bool "slow"
        endchoice
        endmenu
        config CRC
            bool
        config LED
            bool
        config SIZE
            int "size"
            range 1 SIZE_MAX if NET
        config SIZE_MAX
            int
            default 10
        config CRC
            default y if NET
        """;

    [Property(MaxTest = 400)]
    public void A_printed_tree_is_the_tree(int seed) => CheckRoundTrip(seed, Dialect.Linux);

    [Property(MaxTest = 400)]
    public void A_printed_tree_is_the_tree_in_the_dialect_of_Linux_6_1(int seed) => CheckRoundTrip(seed, Dialect.Linux61);

    [Property(MaxTest = 400)]
    public void A_printed_tree_is_the_tree_in_the_legacy_dialect(int seed) => CheckRoundTrip(seed, Dialect.Legacy);

    [TestCase("linux")]
    [TestCase("linux-6.1")]
    [TestCase("legacy")]
    public void Most_random_trees_are_without_errors(string dialect)
    {
        int good = Enumerable.Range(0, 100).Count(seed => !Load(new EveryConstruct(seed, Dialect.Find(dialect)!).Tree, Dialect.Find(dialect)!).HasErrors);
        Assert.That(good, Is.GreaterThan(60));
    }

    [Property(MaxTest = 200)]
    public void Every_printed_entry_can_be_read_alone(int seed)
    {
        KconfigTree tree = Load(new EveryConstruct(seed, Dialect.Linux61).Tree, Dialect.Linux61);
        foreach (Symbol symbol in tree.Symbols)
        {
            AssertParses(symbol.ToString());
        }

        foreach (MenuNode node in tree.Root.Parts)
        {
            AssertParses(node.ToString());
        }
    }

    [Test]
    public void A_symbol_is_printed_with_all_its_definitions_and_what_surrounds_them()
    {
        KconfigTree tree = Kconfigs.Tree(Sample);
        Assert.That(tree.Symbol("E1000").ToString(), Is.EqualTo("""
            config E1000
            	tristate "a \"card\"" if MODULES && m
            	depends on NET && (NET || MODULES) && NET!=n
            	default m if NET
            	select CRC if NET
            	imply LED
            	help
            	  Two lines,
            	    one deeper.

            """.ReplaceLineEndings("\n")));
        Assert.That(tree.Symbol("CRC").ToString(), Is.EqualTo("config CRC\n\tbool\n\nconfig CRC\n\tbool\n\tdefault y if NET\n"));
    }

    [Test]
    public void A_choice_is_printed_with_its_members()
    {
        Choice choice = Kconfigs.Tree(Sample).Choices[0];
        Assert.That(choice.ToString(), Is.EqualTo(
            "choice\n\tprompt \"Speed\" if MODULES\n\tdepends on NET\n\tdefault FAST\n\n"
            + "config FAST\n\tbool \"fast\" if MODULES\n\nconfig SLOW\n\tbool \"slow\" if MODULES\n\nendchoice\n"));
        Assert.That(choice.Node.ToString(), Is.EqualTo(choice.ToString()));
    }

    [Test]
    public void Lines_are_printed_as_they_stand()
    {
        KconfigTree tree = Kconfigs.Tree(Sample);
        Assert.That(tree.Symbol("E1000").Properties.Select(p => p.ToString()),
            Is.EqualTo(new[] { "prompt \"a \\\"card\\\"\" if m", "default m if NET", "select CRC if NET", "imply LED" }));
        Assert.That(tree.Symbol("SIZE").Ranges[0].ToString(), Is.EqualTo("range 1 SIZE_MAX if NET"));
        Assert.That(tree.Choices[0].Defaults[0].ToString(), Is.EqualTo("default FAST"));
    }

    [Test]
    public void What_nothing_defines_is_printed_as_a_comment()
    {
        KconfigTree tree = Kconfigs.Tree("config A\n\tbool\n\tselect B\n");
        Assert.That(tree.Symbol("A").Selects[0].Target.ToString(), Is.EqualTo("# B is defined nowhere\n"));
    }

    [Test]
    public void A_name_that_only_a_macro_can_spell_is_printed_as_the_text_that_it_is()
    {
        KconfigTree tree = Kconfigs.Tree("V := 1.2 (x)\nW := if\nconfig A\n\tstring\n\tdefault $(V)\n\tdefault $(W)\n\tselect $(V)\n");
        Assert.That(tree.Symbol("A").ToString(), Is.EqualTo("config A\n\tstring\n\tdefault \"1.2 (x)\"\n\tdefault \"if\"\n"));
    }

    [Test]
    public void The_printed_Linux_tree_is_the_Linux_tree()
    {
        if (LinuxTree.Folder is not { } folder)
        {
            Assert.Ignore("no Linux tree: run build/setup.sh");
            return;
        }

        var options = new LoadOptions
        {
            Dialect = Dialect.Linux61,
            Environment = name => name switch { "SRCARCH" => "x86", "ARCH" => "x86_64", "srctree" => ".", _ => null },
            Shell = new TestShell(Answer),
        };
        KconfigTree tree = KconfigTree.Load("Kconfig", new PhysicalFiles(folder), options);
        Assert.That(Kconfigs.Errors(tree.Diagnostics), Is.Empty);
        string printed = tree.ToString();
        KconfigTree again = Load(printed, Dialect.Linux61);
        Assert.That(Kconfigs.Errors(again.Diagnostics), Is.Empty);
        Assert.That(again.Symbols, Has.Count.EqualTo(tree.Symbols.Count));
        Assert.That(again.ToString() == printed, "printing again gives the same text");
        string config = "CONFIG_MODULES=y\nCONFIG_PCI=y\nCONFIG_64BIT=y\nCONFIG_NET=y\nCONFIG_USB=m\n";
        Assert.That(DotConfigWriter.Write(Kconfigs.Configure(again, config)) == DotConfigWriter.Write(Kconfigs.Configure(tree, config)), "the same .config");
    }

    /// <summary>Answers for a compiler that can do everything: what stands behind "&amp;&amp; echo", and 1 for any other question.</summary>
    private static string Answer(string command) =>
        command.Contains("test -z", StringComparison.Ordinal) ? "n"
            : command.IndexOf("&& echo \"", StringComparison.Ordinal) is var at and >= 0 ? command.Substring(at + 9, command[at + 10] == '"' ? 1 : 0) : "1";

    private static void CheckRoundTrip(int seed, Dialect dialect)
    {
        var random = new EveryConstruct(seed, dialect);
        KconfigTree tree = Load(random.Tree, dialect);
        if (tree.HasErrors)
        {
            return;
        }

        string printed = tree.ToString();
        KconfigTree again = Load(printed, dialect);
        Assert.That(Kconfigs.Errors(again.Diagnostics), Is.Empty, printed);
        Assert.That(again.ToString(), Is.EqualTo(printed));
        for (int i = 0; i < 4; i++)
        {
            string config = i == 0 ? "" : random.Config();
            Assert.That(DotConfigWriter.Write(Kconfigs.Configure(again, config)), Is.EqualTo(DotConfigWriter.Write(Kconfigs.Configure(tree, config))), printed);
        }
    }

    private static KconfigTree Load(string kconfig, Dialect dialect) =>
        KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", kconfig)), new LoadOptions { Dialect = dialect });

    private static void AssertParses(string kconfig) =>
        Assert.That(SyntaxTree.Parse(new SourceFile("Kconfig", kconfig), Dialect.Linux61).Diagnostics, Is.Empty, kconfig);
}
