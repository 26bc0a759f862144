using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Kconfig.Tests;

/// <summary>What each dialect accepts. Where the C programs of Linux 6.1 and kconfig-frontends 4.11 exist, they agree with every line.</summary>
public sealed class DialectSyntaxTests
{
    private static readonly Dialect s_linux = Dialect.Linux.Exact(), s_linux61 = Dialect.Linux61.Exact(), s_legacy = Dialect.Legacy.Exact();

    /// <summary>A text, and who accepts it: 7 as Linux 7.3, 6 as Linux 6.1, 4 as kconfig-frontends 4.11, x with extensions.</summary>
    [TestCase("config A\n\tdef_hex 1\n\tdef_int 1\n\tdef_string \"\"\n", "x")]
    [TestCase("rsource \"a\"\nosource \"b\"\norsource \"c\"\n", "x")]
    [TestCase("config A\n\tbool\n\ttransitional\n", "7x")]
    [TestCase("config A\n\tbool\n\tdepends on B if C\n", "7x")]
    [TestCase("choice N\n\ttristate \"c\" if y\n\toptional\nendchoice\n", "64")]
    [TestCase("choice\n\tint \"c\"\nendchoice\n", "")]
    [TestCase("choice\n\tprompt \"c\"\n\tdefault A && B\nendchoice\n", "")]
    [TestCase("choice\n\tdefault A if B\nconfig A\n\tbool \"a\"\ncomment \"c\"\nif A\nconfig B\n\tbool \"b\"\nendif\nendchoice\n", "764x")]
    [TestCase("choice\nmenuconfig A\n\tbool\nendchoice\n", "4")]
    [TestCase("choice\nsource \"a\"\nendchoice\n", "4")]
    [TestCase("choice\nif y\nmenu \"m\"\nendmenu\nendif\nendchoice\n", "4")]
    [TestCase("choice\nmenu \"m\"\nendmenu\nendchoice\n", "")]
    [TestCase("choice\nX = 1\nendchoice\n", "")]
    [TestCase("config A\n\tboolean \"a\"\n\t---help---\n\t  text\n", "4")]
    [TestCase("config A\n\tstring a\n\toption env=\"A\"\n\toption modules defconfig_list allnoconfig_y\n", "4")]
    [TestCase("config help\n\tbool\n\tdefault default\nsource a/b.c\ncomment c\n", "4")]
    [TestCase("X = 1\nY := $(X)\nY += 2\n$(info,x)\n", "76x")]
    [TestCase("config A\n\tmodules\n", "76x")]
    [TestCase("config A\n\toptional\n", "")]
    [TestCase("config A\n\tselect \"B\"\n", "")]
    public void Each_dialect_accepts_what_its_C_program_does(string text, string acceptedBy)
    {
        (char Name, Dialect Dialect)[] dialects = [('7', s_linux), ('6', s_linux61), ('4', s_legacy), ('x', Dialect.Linux)];
        IEnumerable<char> accepting = dialects.Where(d => Kconfigs.Errors(Parse(text, d.Dialect).Diagnostics).Length == 0).Select(d => d.Name);
        Assert.That(string.Concat(accepting), Is.EqualTo(acceptedBy));
    }

    [Test]
    public void Exact_dialects_warn_of_carriage_returns_and_byte_order_marks()
    {
        const string Text = "\uFEFFconfig A\r\n\tbool \\\r\n\"a\"\n";
        Assert.That(Parse(Text, s_linux).Diagnostics.Select(d => d.Id + ":" + d.Start.Line), Is.EqualTo((string[])["KC0002:0", "KC0002:0", "KC0002:1", "KC0002:1", "KC0005:2"]));
        Assert.That(Parse(Text, Dialect.Linux).Diagnostics, Is.Empty);
    }

    [Test]
    public void Old_options_and_choices_have_nodes()
    {
        KconfigSyntaxTree tree = Parse("config A\n\tstring\n\toption env=\"HOME\" modules\nchoice N\n\toptional\nendchoice\n", Dialect.Legacy);
        OptionSyntax[] options = [.. ((ConfigSyntax)tree.Root.Statements[0]).Properties.OfType<OptionSyntax>()];
        Assert.That(options.Select(o => o.Name.GetValue(tree.File) + "=" + o.Value?.GetValue(tree.File)), Is.EqualTo((string[])["env=HOME", "modules="]));
        var choice = (ChoiceSyntax)tree.Root.Statements[1];
        Assert.That(choice.Name?.GetValue(tree.File), Is.EqualTo("N"));
        Assert.That(choice.Properties.Single(), Is.TypeOf<OptionalSyntax>());
    }

    private static KconfigSyntaxTree Parse(string text, Dialect dialect) => SyntaxTree.Parse(new SourceFile("Kconfig", text), dialect);
}
