namespace IommuConfig.Kconfig.Tests;

/// <summary>Messages about files and about what the tree as a whole says.</summary>
public sealed class TreeDiagnosticTests
{
    [Test, Triggers("KC0011")]
    public void The_constants_cannot_be_defined() => Check(
        "config y\n\tbool\n", "KC0011 error Kconfig(1,8)-(1,9): 'y' is a constant of the language and cannot be defined; choose another name");

    [Test, Triggers("KC0015")]
    public void A_menuconfig_needs_a_prompt() => Check(
        "menuconfig A\n\tbool\n", "KC0015 error Kconfig(1,1)-(1,13): 'menuconfig A' has no prompt to open its menu with; give it one, or use 'config'");

    [Test, Triggers("KC0020")]
    public void A_missing_file_is_reported_with_what_was_probably_meant()
    {
        Check("source \"DRIVERS/Kconfig\"\n", [("drivers/Kconfig", "")],
            "KC0020 error Kconfig(1,8)-(1,25): Cannot open 'DRIVERS/Kconfig': upper and lower case differ; did you mean 'drivers/Kconfig'?");
        Check("source \"a/*\"\nosource \"a/*\"\nosource \"b\"\n", [],
            "KC0020 error Kconfig(1,8)-(1,13): Cannot open 'a/*': no file matches the pattern; add one, or use 'osource' if none is fine");
        Assert.That(Kconfigs.Compact(KconfigTree.Load("Kconfig", new MemoryFiles()).Diagnostics), Does.StartWith("KC0020 error Kconfig(1,1)-(1,1): Cannot open 'Kconfig'"));
    }

    [Test, Triggers("KC0021")]
    public void A_file_is_sourced_once() => Check(
        "source \"a\"\nsource \"a\"\n", [("a", "")], "KC0021 error Kconfig(2,1)-(2,11): 'a' was already sourced at Kconfig:1; source it once");

    [Test, Triggers("KC0022")]
    public void A_file_that_sources_itself_is_reported_with_the_way_round()
    {
        Check("source \"a\"\n", [("a", "source \"b\"\n"), ("b", "\nsource \"a\"\n")],
            "KC0022 error b(2,1)-(2,11): 'a' sources itself: a:1 sources b, b:2 sources a; break the circle");
        Check("source \"Kconfig\"\n", "KC0022 error Kconfig(1,1)-(1,17): 'Kconfig' sources itself: Kconfig:1 sources Kconfig; break the circle");
    }

    [Test, Triggers("KC0030"), Triggers("KC0031"), Triggers("KC0032"), Triggers("KC0033")]
    public void Types_and_prompts_are_given_once() => Check(
        "config A\n\tprompt \" a\"\n\tprompt \"b\"\nconfig B\n\tbool\n\tstring\n",
        "KC0033 warning Kconfig(2,9)-(2,13): The blanks at the start of the prompt are ignored; remove them",
        "KC0032 warning Kconfig(3,2)-(3,12): This entry already has a prompt; the last one counts; remove the other",
        "KC0031 warning Kconfig(6,2)-(6,8): 'B' is bool already (at Kconfig:5); this string is ignored",
        "KC0030 warning Kconfig(1,1)-(1,9): 'A' has no type and therefore no value; add bool, tristate, int, hex or string");

    [Test, Triggers("KC0034"), Triggers("KC0035")]
    public void Defaults_of_numbers_are_single_numbers() => Check(
        "config A\n\tint\n\tdefault 1 || 2\n\tdefault 007\nconfig H\n\thex\n\tdefault ab\n\tdefault A\n",
        "KC0034 warning Kconfig(3,2)-(3,16): The default of 'A', which is int, must be one symbol or constant, not an expression",
        "KC0035 warning Kconfig(4,2)-(4,13): '007' is not a valid int value for 'A'",
        "KC0035 warning Kconfig(8,2)-(8,11): 'A' is not a valid hex value for 'H'");

    [Test, Triggers("KC0036"), Triggers("KC0037")]
    public void Only_bool_and_tristate_select_and_are_selected() => Check(
        "config A\n\tbool\n\tselect S\n\timply y\nconfig S\n\tstring\n\timply C\n",
        "KC0037 warning Kconfig(4,8)-(4,9): 'y' is a constant; 'imply' takes only bool and tristate symbols",
        "KC0037 warning Kconfig(3,2)-(3,10): 'S' is string; 'select' takes only bool and tristate symbols",
        "KC0036 warning Kconfig(7,2)-(7,9): 'S' is string; only bool and tristate symbols can imply others");

    [Test, Triggers("KC0038"), Triggers("KC0039")]
    public void Ranges_are_of_numbers_and_made_of_numbers() => Check(
        "config A\n\tbool\n\trange 1 2\nconfig I\n\tint\n\trange 1 A\n",
        "KC0038 warning Kconfig(3,2)-(3,11): 'A' is bool; only int and hex symbols have a range",
        "KC0039 warning Kconfig(6,2)-(6,11): The range bound 'A' of 'I' is neither an int number nor a symbol of that type");

    [Test, Triggers("KC0040"), Triggers("KC0041"), Triggers("KC0042"), Triggers("KC0043"), Triggers("KC0044"), Triggers("KC0045")]
    public void A_choice_has_a_prompt_and_bool_members_with_prompts_and_without_defaults() => Check(
        "choice\n\tdefault X\nconfig A\n\tint \"a\"\nconfig B\n\tbool\nconfig C\n\tbool \"c\"\n\tdefault y\nendchoice\nconfig C\n\tbool \"again\"\n",
        "KC0043 error Kconfig(1,1)-(1,7): The choice must have a prompt",
        "KC0041 error Kconfig(3,1)-(3,9): The choice member 'A' must be bool",
        "KC0042 error Kconfig(5,1)-(5,9): The choice member 'B' must have a prompt, or nobody could choose it",
        "KC0040 warning Kconfig(2,2)-(2,11): 'X' is not a member of this choice; name one of its config entries",
        "KC0044 error Kconfig(9,2)-(9,11): The choice member 'C' must not have a default; give the choice one ('default C')",
        "KC0045 error Kconfig(12,2)-(12,14): 'C' is a member of the choice at Kconfig:1 and must not have a prompt in another entry");

    [Test, Triggers("KC0046"), Triggers("KC0047")]
    public void One_symbol_is_modules_and_transitional_symbols_have_no_properties() => Check(
        "config A\n\tbool\n\tmodules\nconfig B\n\tbool\n\tmodules\nconfig T\n\tbool \"t\"\n\ttransitional\n",
        "KC0046 error Kconfig(6,2)-(6,9): 'B' is marked 'modules', but 'A' is already; only one symbol can be",
        "KC0047 error Kconfig(8,2)-(8,10): The transitional symbol 'T' can only have a type and a help text");

    [Test, Triggers("KC0048")]
    public void A_dependency_cycle_is_shown_link_by_link()
    {
        Check("config A\n\tbool\n\tdepends on B\nconfig B\n\tbool\nconfig C\n\tbool\n\tdepends on A\n\tselect B\n",
            "KC0048 error Kconfig(1,1)-(1,9): The value of 'A' depends on itself: A depends on B (Kconfig:1), B is selected if A (Kconfig:9); "
            + "remove one of these");
        Check("config I\n\tint\n\trange 1 I\n",
            "KC0048 error Kconfig(3,2)-(3,11): The value of 'I' depends on itself: I has a range to I (Kconfig:3); remove one of these");
        Check("choice\n\tprompt \"c\"\nconfig A\n\tbool \"a\"\nconfig B\n\tbool \"b\"\n\tdepends on A\nendchoice\n",
            "KC0048 error Kconfig(1,1)-(1,7): The value of 'A' depends on itself: A is a member of the choice at Kconfig:1 (Kconfig:1), "
            + "the choice at Kconfig:1 has a member that depends on A (Kconfig:5); remove one of these");
    }

    private static void Check(string kconfig, params string[] expected) => Check(kconfig, [], expected);

    private static void Check(string kconfig, (string, string)[] others, params string[] expected) =>
        Assert.That(Kconfigs.Compact(Kconfigs.Tree(kconfig, others).Diagnostics), Is.EqualTo(string.Join("\n", expected)));
}
