using System.Linq;
using System.Text;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Messages about the text of a file.</summary>
public sealed class SyntaxDiagnosticTests
{
    [Test, Triggers("KC0001")]
    public void Bytes_that_are_not_utf8_are_reported_at_the_first_of_them()
    {
        SourceFile file = SourceFile.FromBytes("Kconfig", [.. Encoding.UTF8.GetBytes("# ü\n# "), 0xC3, 0x28], out KconfigDiagnostic? diagnostic);
        const string Expected = "KC0001 error Kconfig(2,3)-(2,4): The file is not UTF-8 text (first at offset 7); save it as UTF-8";
        Assert.That(Kconfigs.Compact(diagnostic!), Is.EqualTo(Expected));
        Assert.That(Parse(file), Does.StartWith("KC0001 error Kconfig(2,3)-(2,4): "));
    }

    [Test, Triggers("KC0002")]
    public void An_unsupported_character_is_ignored_with_a_warning() => Check(
        "config A\n\tbool \"a\";\n",
        "KC0002 warning Kconfig(2,10)-(2,11): The character ';' is not part of the language here and is ignored; remove it, or put the text in quotes");

    [Test, Triggers("KC0003")]
    public void A_string_without_its_closing_quote_ends_at_the_line_end() => Check(
        "config A\n\tbool \"a\n\tdefault y\n",
        "KC0003 warning Kconfig(2,7)-(2,9): The string has no closing \" on its line and is taken to end there; add the quote");

    [Test, Triggers("KC0004")]
    public void An_unknown_statement_suggests_the_nearest_one() => Check(
        "confg A\n\tbool \"a\"\n",
        "KC0004 error Kconfig(1,1)-(1,6): 'confg' is no statement of the language; did you mean 'config'?");

    [Test, Triggers("KC0005")]
    public void A_syntax_error_says_what_was_expected_and_what_was_found() => Check(
        "config A\n\tbool \"a\" if (B && \n\tdepends B\n\tselect \"B\"\nconfig if\n",
        "KC0005 error Kconfig(2,20)-(2,20): Expected a symbol, a constant, '!' or '(', found the end of the line",
        "KC0005 error Kconfig(3,10)-(3,11): Expected 'on', found 'B'",
        "KC0005 error Kconfig(4,9)-(4,12): Expected the name of a symbol, found the string \"B\"",
        "KC0005 error Kconfig(5,8)-(5,10): Expected the symbol's name, found the keyword 'if'");

    [Test, Triggers("KC0006")]
    public void A_statement_at_the_wrong_place_says_why() => Check(
        "\tbool\nconfig A\n\tbool\n\tvisible if y\nmainmenu \"late\"\nchoice\n\tprompt \"c\"\n\toptional\nmenu \"m\"\nendmenu\nendchoice\n",
        "KC0006 error Kconfig(1,2)-(1,6): 'bool' is not allowed here: it belongs to no config, choice, menu or comment",
        "KC0006 error Kconfig(4,2)-(4,9): 'visible' is not allowed here: only a menu can have it",
        "KC0006 error Kconfig(5,1)-(5,9): 'mainmenu' is not allowed here: it must be the first statement of the root file",
        "KC0004 error Kconfig(8,2)-(8,10): 'optional' is no statement of the language",
        "KC0006 error Kconfig(9,1)-(9,5): 'menu' is not allowed here: a choice holds only config, comment and if");

    [Test, Triggers("KC0007")]
    public void Blocks_that_are_never_closed_are_reported_innermost_first() => Check(
        "menu \"m\"\nif A\n",
        "KC0007 error Kconfig(2,1)-(2,5): This 'if' has no 'endif' in its file; add one where the block ends",
        "KC0007 error Kconfig(1,1)-(1,9): This 'menu' has no 'endmenu' in its file; add one where the block ends");

    [Test, Triggers("KC0008")]
    public void An_end_without_its_beginning_names_the_block_that_is_open() => Check(
        "endif\nmenu \"m\"\nendif\nendmenu\n",
        "KC0008 error Kconfig(1,1)-(1,6): 'endif' closes nothing: no block is open in this file; remove it",
        "KC0008 error Kconfig(3,1)-(3,6): 'endif' closes nothing: the innermost open block is the 'menu' at Kconfig:2; close that first");

    [Test, Triggers("KC0009")]
    public void Deep_nesting_is_an_error_and_no_stack_overflow()
    {
        string blocks = string.Concat(Enumerable.Repeat("if y\n", 100_000));
        string parentheses = "config A\n\tbool\n\tdepends on " + new string('(', 100_000) + "\n\tdefault " + new string('!', 100_000) + "\n";
        Assert.That(Parse(new SourceFile("Kconfig", blocks)), Is.EqualTo("KC0009 error Kconfig(101,1)-(101,5): Menus, ifs and choices are nested more than 100 deep; flatten them"));
        Assert.That(Parse(new SourceFile("Kconfig", parentheses)), Does.StartWith("KC0009 error Kconfig(3,141)-(3,142): Parentheses and negations are nested more than 128 deep"));
    }

    [Test, Triggers("KC0016")]
    public void A_last_line_without_end_is_warned_of_where_the_C_program_is_replaced_exactly()
    {
        Assert.That(Parse(new SourceFile("Kconfig", "config A\n\tbool"), Dialect.Linux.Exact()), Is.EqualTo("KC0016 warning Kconfig(2,6)-(2,6): The last line has no line end; add one"));
        Assert.That(Parse(new SourceFile("Kconfig", "config A\n\tbool\n\thelp\n\t  text"), Dialect.Linux.Exact()), Is.Empty);
        Check("config A\n\tbool");
    }

    [Test, Triggers("KC0018")]
    public void Messages_about_one_file_end_some_time()
    {
        var file = new SourceFile("Kconfig", new string('\0', 20_000));
        Assert.That(Kconfigs.Tree(file.Text).Diagnostics, Has.Count.EqualTo(10_001).And.Some.Property("Id").EqualTo("KC0018"));
        Assert.That(Kconfigs.Tree(file.Text).HasErrors);
        DotConfig config = DotConfig.Parse(new SourceFile(".config", string.Concat(Enumerable.Repeat("junk\n", 20_000)) + "CONFIG_A=y\n"));
        Assert.That(config.Diagnostics, Has.Count.EqualTo(10_001));
        Assert.That(config.Assignments, Has.Count.EqualTo(1));
    }

    [Test, Triggers("KC0017")]
    public void An_unknown_option_is_ignored_with_a_warning() => Assert.That(
        Parse(new SourceFile("Kconfig", "config A\n\tbool\n\toption modules evn=\"X\"\n"), Dialect.Legacy),
        Is.EqualTo("KC0017 warning Kconfig(3,17)-(3,20): The option 'evn' does not exist and is ignored; there are env, modules, defconfig_list and allnoconfig_y"));

    [Test, Triggers("KC0012"), Triggers("KC0013"), Triggers("KC0014")]
    public void Help_texts_are_one_per_entry_not_blank_and_indented() => Assert.That(Kconfigs.Compact(Kconfigs.Tree(
        "config A\n\tbool\n\thelp\n\t  one\n\thelp\n\t  two\nconfig B\n\tbool\n\thelp\n\nconfig C\n\tbool\n\thelp\nconfig D\n\tbool\n").Diagnostics), Is.EqualTo(string.Join("\n",
        "KC0012 error Kconfig(5,2)-(5,6): This entry already has a help text; merge the two",
        "KC0013 error Kconfig(9,2)-(9,6): The help text is blank; write one, indented, on the next line, or remove 'help'",
        "KC0014 warning Kconfig(14,1)-(14,9): This line follows 'help' and is taken as its text although it is not indented; indent it, or remove 'help'")));

    private static void Check(string text, params string[] expected) =>
        Assert.That(Parse(new SourceFile("Kconfig", text)), Is.EqualTo(string.Join("\n", expected)));

    private static string Parse(SourceFile file, Dialect? dialect = null) => Kconfigs.Compact(SyntaxTree.Parse(file, dialect ?? Dialect.Linux).Diagnostics);
}
