using System.Linq;

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

    [TestCase("NOBODY", Tristate.N)]
    [TestCase("!NOBODY", Tristate.Y)]
    [TestCase("NOBODY = \"NOBODY\"", Tristate.Y)]
    [TestCase("SIZE > 32", Tristate.N)]
    public void What_an_expression_names_and_the_tree_does_not_is_n_and_changes_nothing(string expression, Tristate value)
    {
        Configuration configuration = Kconfigs.Configure("config A\n\tdef_bool y\nconfig SIZE\n\tint\n\tdefault 8\n");

        Assert.That(configuration.Evaluate(Expression.Parse(expression, configuration.Tree, out _)!), Is.EqualTo(value));
        Assert.That(configuration.Value("A"), Is.EqualTo("y"));
    }

    [TestCase("CONFIG_H=0xfFfFfFfFfFfFfFfF", false, 0L, true, ulong.MaxValue)]
    [TestCase("CONFIG_H=10", true, 16L, true, 16UL)]
    [TestCase("CONFIG_I=-5", true, -5L, false, 0UL)]
    [TestCase("CONFIG_I=9223372036854775808", false, 0L, true, 9223372036854775808UL)]
    [TestCase("CONFIG_I=-9223372036854775808", true, long.MinValue, false, 0UL)]
    [TestCase("CONFIG_I=-9223372036854775809", false, 0L, false, 0UL)]
    [TestCase("CONFIG_I=18446744073709551615", false, 0L, true, ulong.MaxValue)]
    [TestCase("CONFIG_I=18446744073709551616", false, 0L, false, 0UL)]
    [TestCase("CONFIG_I=99999999999999999999", false, 0L, false, 0UL)]
    [TestCase("CONFIG_H=0x10000000000000000", false, 0L, false, 0UL)]
    [TestCase("CONFIG_S=\"5\"", false, 0L, false, 0UL)]
    public void Numbers_are_read_by_their_type(string config, bool isSigned, long signed, bool isUnsigned, ulong unsigned)
    {
        Configuration configuration = Kconfigs.Configure("config H\n\thex \"h\"\nconfig I\n\tint \"i\"\nconfig S\n\tstring \"s\"\n", config + "\n");
        SymbolValue value = configuration.GetValue(configuration.Tree.Symbol(config.Substring("CONFIG_".Length, 1)));
        Assert.That((value.TryGetInt64(out long s), value.TryGetUInt64(out ulong u)), Is.EqualTo((isSigned, isUnsigned)));
        Assert.That((s, u), Is.EqualTo((signed, unsigned)));
        Assert.That(DotConfigWriter.Write(configuration), Does.Contain(config + "\n"), "kept as it was written");
    }

    [TestCase("18446744073709551615")]
    [TestCase("99999999999999999999")]
    public void A_default_that_does_not_fit_64_bits_is_kept_as_text_and_is_no_signed_number(string text)
    {
        Configuration configuration = Kconfigs.Configure($"config I\n\tint\n\tdefault {text}\n");
        Assert.That(configuration.Value("I"), Is.EqualTo(text));
        Assert.That(configuration.GetValue(configuration.Tree.Symbol("I")).TryGetInt64(out long value), Is.False);
        Assert.That(value, Is.Zero);
    }

    [TestCase("", "depends on X", "n")]
    [TestCase("depends on X", "", "n")]
    [TestCase("depends on y", "depends on X", "y")]
    [TestCase("", "", "y")]
    public void A_definition_without_dependencies_does_not_lift_those_of_another(string first, string second, string expected)
    {
        string kconfig = $"config X\n\tbool \"x\"\nconfig A\n\tdef_bool y\n\timply B\nconfig B\n\tbool\n\t{first}\nconfig B\n\tbool\n\t{second}\n";
        Assert.That(Kconfigs.Configure(kconfig).Value("B"), Is.EqualTo(expected), "as the C programs of Linux 6.1 and 4.11 have it");
    }

    /// <summary>Values that the C programs of Linux 6.1 and 4.11 write.</summary>
    [Test]
    public void A_default_or_bound_that_names_a_bool_or_tristate_copies_n()
    {
        Configuration configuration = Kconfigs.Configure("""
            config FLAG
            	def_bool y
            config TRI
            	tristate "t"
            	default y
            config NAME
            	string "name"
            	default FLAG
            config OTHER
            	string
            	default TRI
            config CONSTANT
            	string
            	default y
            config UNDEFINED
            	string
            	default NOWHERE
            config I
            	int
            	default FLAG
            config LOW
            	int
            	range FLAG 10
            	default -1
            config HIGH
            	int
            	range -5 FLAG
            	default 5
            config EXPRESSION
            	string
            	default FLAG || TRI
            	default "second"
            config USES
            	def_bool y if NAME="y"

            """);
        Assert.That(DotConfigWriter.Write(configuration), Does.EndWith(
            "#\nCONFIG_FLAG=y\nCONFIG_TRI=y\nCONFIG_NAME=\"n\"\nCONFIG_OTHER=\"n\"\nCONFIG_CONSTANT=\"y\"\nCONFIG_UNDEFINED=\"NOWHERE\"\n"
            + "CONFIG_I=n\nCONFIG_LOW=n\nCONFIG_HIGH=n\n"));
        Assert.That(configuration.Origin("EXPRESSION").Kind, Is.EqualTo(ValueOriginKind.None));
    }

    [TestCase("int", "HEX 100", "5", "0x10")]
    [TestCase("int", "HEXDIGITS 100", "12", "10")]
    [TestCase("int", "1 HEXDIGITS", "12", "12")]
    [TestCase("int", "1 HEXDIGITS", "17", "10")]
    [TestCase("hex", "INT 0x100", "0xb", "0xb")]
    [TestCase("hex", "INT 0x100", "0x9", "10")]
    [TestCase("hex", "0x0 INT", "0xb", "10")]
    [TestCase("hex", "10 0x20", "0xb", "10")]
    [TestCase("hex", "TEXT 0x100", "0x1", "20")]
    [TestCase("int", "TEXT 100", "12", "20")]
    [TestCase("int", "0x10 100", "12", "12")]
    public void A_bound_that_is_a_number_symbol_is_read_by_its_own_type(string type, string range, string value, string expected)
    {
        const string Bounds = "config HEX\n\thex\n\tdefault 0x10\nconfig HEXDIGITS\n\thex\n\tdefault 10\nconfig INT\n\tint\n\tdefault 10\nconfig TEXT\n\tstring\n\tdefault \"20\"\n";
        Assert.That(Kconfigs.Configure($"{Bounds}config X\n\t{type}\n\trange {range}\n\tdefault {value}\n").Value("X"), Is.EqualTo(expected));
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
