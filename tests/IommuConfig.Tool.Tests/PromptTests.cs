namespace IommuConfig.Tool.Tests;

/// <summary>Dialogues as the C program of Linux 6.1 leads them; input that it repeats stands behind the questions.</summary>
public class PromptTests
{
    [Test]
    public void What_depends_on_a_symbol_is_asked_below_it()
    {
        using var run = new ToolRun("config A\n\tbool \"A\"\nconfig B\n\thex \"B\"\n\tdepends on A\ncomment \"c\"\nmenu \"m\"\nconfig C\n\tbool \"C\"\nendmenu\n");
        ToolResult result = run.Run("conf --dialect linux-6.1 Kconfig", "y\n1f\n\n");
        Assert.That(result, Is.EqualTo(new ToolResult(0,
            "*\n* Main menu\n*\nA (A) [N/y/?] (NEW) y\n  B (B) [] (NEW) 1f\n*\n* c\n*\n*\n* m\n*\nC (C) [N/y/?] (NEW) \n#\n# configuration written to .config\n#\n",
            "")));
    }

    [Test]
    public void A_wrong_answer_is_asked_again_and_an_impossible_one_brings_help()
    {
        using var run = new ToolRun("config A\n\tbool \"A\"\n\thelp\n\t  Text.\nconfig Z\n\tbool\n");
        ToolResult result = run.Run("conf --oldconfig Kconfig", "foo\nm\nYES\n y \n");
        Assert.That(result.Output, Is.EqualTo(
            "*\n* Restart config...\n*\n*\n* Main menu\n*\nA (A) [N/y/?] (NEW) foo\nA (A) [N/y/?] (NEW) m\n\nCONFIG_A:\n\nText.\nSymbol: A [=n]\nType  : bool\n"
            + "Defined at Kconfig:1\n  Prompt: A\n  Location:\n    -> A (A [=n])\n\n\n\nA (A) [N/y/?] (NEW) YES\nA (A) [N/y/?] (NEW)  y \n"
            + "#\n# configuration written to .config\n#\n"));
    }

    [Test]
    public void A_choice_lists_its_members_and_a_question_mark_behind_a_number_explains_one()
    {
        using var run = new ToolRun(
            "choice\n\tprompt \"ch\"\nconfig C1\n\tbool \"c1\"\nconfig C2\n\tbool \"c2\"\n\thelp\n\t  c2 help\nendchoice\nconfig Z\n\tbool\n");
        ToolResult result = run.Run("conf --dialect linux-6.1 --oldaskconfig Kconfig", "7\n2?\n2\n");
        Assert.That(result.Output, Is.EqualTo(
            "*\n* Main menu\n*\nch\n> 1. c1 (C1) (NEW)\n  2. c2 (C2) (NEW)\nchoice[1-2?]: 7\nch\n> 1. c1 (C1) (NEW)\n  2. c2 (C2) (NEW)\nchoice[1-2?]: 2?\n\n"
            + "CONFIG_C2:\n\nc2 help\nSymbol: C2 [=n]\nType  : bool\nDefined at Kconfig:5\n  Prompt: c2\n  Depends on: <choice>\n  Location:\n"
            + "    -> ch (<choice> [=y])\n      -> c2 (C2 [=n])\n\n\n\nch\n> 1. c1 (C1) (NEW)\n  2. c2 (C2) (NEW)\nchoice[1-2?]: 2\n"
            + "#\n# configuration written to .config\n#\n"));
    }

    [TestCase("linux")]
    [TestCase("linux-6.1")]
    public void A_value_that_never_comes_is_an_error_at_the_end_of_input(string dialect)
    {
        using var run = new ToolRun("config A\n\tint \"A\"\n\tdefault foo\n");
        ToolResult result = run.Run($"conf --dialect {dialect} --oldconfig Kconfig");
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Error, Does.EndWith("\nError in reading or end of file.\n\nerror: no value for new symbol 'A' at end of input\n"));
        Assert.That(run.Exists(".config"), Is.False);
    }

    [Test]
    public void A_line_longer_than_the_C_programs_buffer_comes_in_parts()
    {
        using var run = new ToolRun("config A\n\tstring \"A\"\nconfig B\n\tstring \"B\"\n");
        run.Run("conf --oldaskconfig Kconfig", new string('x', 4095) + "yy\n");
        Assert.That(run.Read(".config"), Does.Contain($"CONFIG_A=\"{new string('x', 4094)}\"\nCONFIG_B=\"yy\"\n"));
    }

    [Test]
    public void Menus_nested_without_end_are_walked_all_the_same()
    {
        string deep = "";
        for (int i = 0; i < 100; i++)
        {
            deep += $"menu \"m{i}\"\n";
        }

        deep += "config A\n\tbool \"A\"\n";
        for (int i = 0; i < 100; i++)
        {
            deep += "endmenu\n";
        }

        using var run = new ToolRun(deep);
        Assert.That(run.Run("conf --listnewconfig Kconfig"), Is.EqualTo(new ToolResult(0, "CONFIG_A=n\n", "")));
    }
}
