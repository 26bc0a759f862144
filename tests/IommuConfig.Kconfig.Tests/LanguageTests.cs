using System.Globalization;
using System.Linq;
using System.Text;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Parts of the language that the micro-cases do not cover.</summary>
public sealed class LanguageTests
{
    [Test]
    public void Help_texts_keep_inner_indentation_and_blank_lines()
    {
        KconfigTree tree = Kconfigs.Tree("config A\n\tbool\n\thelp\n\n\t  one  \n\t    two\n\n\t\tthree\n\ndepends on B\nconfig B\n\tbool\n");
        Assert.That(tree.Symbol("A").Definitions[0].Help, Is.EqualTo("one\n  two\n\n      three"));
    }

    [Test]
    public void Lines_can_be_joined_and_carriage_returns_and_a_byte_order_mark_are_accepted()
    {
        KconfigTree tree = Kconfigs.Tree("\uFEFFconfig A\r\n\tbool \"a\" \\\r\n\t\tif B\r\n\thelp\r\n\t  text\r\n\r\nconfig B\r\n\tdef_bool y\r\n");
        Assert.That(Kconfigs.Compact(tree.Diagnostics), Is.Empty);
        Assert.That((tree.Symbol("A").Definitions[0].Help, tree.Symbol("A").FirstPrompt!.If.ToString()), Is.EqualTo(("text", "B")));
    }

    [Test]
    public void Sourced_files_are_found_from_the_root_the_sourcing_file_and_by_pattern()
    {
        KconfigTree tree = Kconfigs.Tree(
            "source \"a/Kconfig\"\nsource \"b/*/Kconfig.[xy]\"\nosource \"none\"\n",
            ("a/Kconfig", "rsource \"sub/Kconfig\"\norsource \"none*\"\nrsource \"../c\"\n"), ("a/sub/Kconfig", "config A\n\tbool\n"), ("c", "config C\n\tbool\n"),
            ("b/2/Kconfig.x", "config B2\n\tbool\n"), ("b/1/Kconfig.y", "config B1\n\tbool\n"), ("b/1/Kconfig.z", ""), ("b/1/2/Kconfig.x", ""));
        Assert.That(Kconfigs.Compact(tree.Diagnostics), Is.Empty);
        Assert.That(tree.Symbols.Select(s => s.Name), Is.EqualTo((string[])["A", "C", "B1", "B2"]));
        Assert.That(tree.Symbols.Select(s => s.Index), Is.EqualTo((int[])[0, 1, 2, 3]));
        Assert.That(tree.Files.Select(f => f.Path), Is.EqualTo((string[])["Kconfig", "a/Kconfig", "a/sub/Kconfig", "c", "b/1/Kconfig.y", "b/2/Kconfig.x"]));
    }

    [Test]
    public void Parsed_files_are_used_again_as_they_are()
    {
        KconfigSyntaxTree[] parsed = [SyntaxTree.Parse(new SourceFile("Kconfig", "source \"a\"\n")), SyntaxTree.Parse(new SourceFile("a", "config A\n\tdef_bool y\n"))];
        KconfigTree first = KconfigTree.Load("Kconfig", new ParsedFiles(parsed)), second = KconfigTree.Load("Kconfig", new ParsedFiles(parsed));
        Assert.That(first.Files[1], Is.SameAs(second.Files[1]));
        Assert.That(new Configuration(second).Value("A"), Is.EqualTo("y"));
    }

    [Test]
    public void Long_chains_of_symbols_and_operators_need_no_deep_stack()
    {
        const int Count = 50_000;
        var text = new StringBuilder("config S0\n\tdef_bool y\n");
        for (int i = 1; i < Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"config S{i}\n\tbool\n\tdefault y\n\tdepends on S{i - 1}\n");
        }

        text.Append("config ALL\n\tdef_bool ").AppendJoin(" && ", Enumerable.Repeat("S1", Count)).Append('\n');
        string result = "";
        var thread = new System.Threading.Thread(() => result = Kconfigs.Configure(text.ToString()).Value("ALL"), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(result, Is.EqualTo("y"));
    }

    [TestCase("A || B && C", "A || B && C")]
    [TestCase("(A || B) && C", "(A || B) && C")]
    [TestCase("((A) && (B && C))", "A && B && C")]
    [TestCase("!A = m", "!(A=m)")]
    [TestCase("!(A || B)", "!(A || B)")]
    [TestCase("N >= 0x10 || S != 'a\"b'", "N>=0x10 || S!=\"a\\\"b\"")]
    public void Expressions_print_with_the_parentheses_they_need(string written, string printed)
    {
        Expression expression = Expression.Parse(written, Kconfigs.Tree("config A\n\tbool\n"), out _)!;
        Assert.That(expression.ToString(), Is.EqualTo(printed));
    }

    [Test]
    public void Symbols_of_an_expression_are_each_named_once_without_numbers()
    {
        Expression expression = Expression.Parse("A && B != 0x10 || !A && 64BIT && y", Kconfigs.Tree("config A\n\tbool\n"), out var diagnostics)!;
        Assert.That(expression.Symbols.Select(s => s.Name), Is.EqualTo((string[])["A", "B", "64BIT"]));
        Assert.That(diagnostics.Select(d => d.Start.Column), Is.EqualTo((int[])[5, 24]));
    }

    [TestCase("CONFIG_H=0xfFfFfFfFfFfFfFfF", false, 0L, true, ulong.MaxValue)]
    [TestCase("CONFIG_H=10", true, 16L, true, 16UL)]
    [TestCase("CONFIG_I=-5", true, -5L, false, 0UL)]
    [TestCase("CONFIG_I=9223372036854775808", false, 0L, true, 9223372036854775808UL)]
    public void Numbers_are_read_by_their_type(string config, bool isSigned, long signed, bool isUnsigned, ulong unsigned)
    {
        Configuration configuration = Kconfigs.Configure("config H\n\thex \"h\"\nconfig I\n\tint \"i\"\n", config + "\n");
        SymbolValue value = configuration.GetValue(configuration.Tree.Symbol(config.Substring("CONFIG_".Length, 1)));
        Assert.That((value.TryGetInt64(out long s), value.TryGetUInt64(out ulong u)), Is.EqualTo((isSigned, isUnsigned)));
        Assert.That((isSigned ? s : 0, isUnsigned ? u : 0), Is.EqualTo((signed, unsigned)));
    }

    [Test]
    public void A_transitional_symbol_carries_an_old_value_and_is_not_written()
    {
        Configuration configuration = Kconfigs.Configure("config OLD\n\tbool\n\ttransitional\nconfig NEW\n\tbool \"new\"\n\tdefault OLD\n", "CONFIG_OLD=y\n");
        Assert.That(configuration.Value("NEW"), Is.EqualTo("y"));
        Assert.That(DotConfigWriter.Write(configuration), Does.EndWith("#\nCONFIG_NEW=y\n"));
    }

    [Test]
    public void Bounds_of_a_range_may_be_symbols_and_the_first_that_applies_counts()
    {
        const string Kconfig = "config MAX\n\tint \"max\"\n\tdefault 8\nconfig A\n\tbool \"a\"\nconfig I\n\tint \"i\"\n\trange 1 2 if A\n\trange 0 MAX\n\tdefault 100\n";
        Assert.That(Kconfigs.Configure(Kconfig).Value("I"), Is.EqualTo("8"));
        Assert.That(Kconfigs.Configure(Kconfig, "CONFIG_A=y\n").Value("I"), Is.EqualTo("2"));
        Assert.That(Kconfigs.Configure(Kconfig, "CONFIG_MAX=3\nCONFIG_I=2\n").Value("I"), Is.EqualTo("2"));
        Assert.That(Kconfigs.Configure(Kconfig, "CONFIG_I=-1\n").Value("I"), Is.EqualTo("0"));
        Assert.That(Kconfigs.Configure("config H\n\thex \"h\"\n\trange 0xA 0x10\n", "CONFIG_H=9\n").Value("H"), Is.EqualTo("0xA"));
    }

    [Test]
    public void Applying_another_file_changes_what_it_names_and_keeps_the_rest()
    {
        Configuration configuration = Kconfigs.Configure("config A\n\tbool \"a\"\nconfig B\n\tbool \"b\"\n", "CONFIG_A=y\n");
        Assert.That(configuration.Value("B"), Is.EqualTo("n"));
        configuration.Apply(DotConfig.Parse(new SourceFile("fragment", "CONFIG_B=y\n")));
        Assert.That((configuration.Value("A"), configuration.Value("B")), Is.EqualTo(("y", "y")));
    }

    [Test]
    public void Diagnostics_compare_by_value_and_print_as_editors_expect()
    {
        KconfigDiagnostic one = Kconfigs.Tree("confg A\n").Diagnostics[0], other = Kconfigs.Tree("confg A\n").Diagnostics[0];
        Assert.That(one, Is.EqualTo(other));
        Assert.That(one.ToString(), Is.EqualTo("Kconfig:1:1: error KC0004: 'confg' is no statement of the language; did you mean 'config'?"));
    }
}
