namespace IommuConfig.Kconfig.Tests;

/// <summary>Messages about .config files, the values that follow, and expressions from outside.</summary>
public sealed class ValueDiagnosticTests
{
    [Test, Triggers("KC0060"), Triggers("KC0061")]
    public void Lines_of_a_config_are_assignments_each_once() => Check(
        "config A\n\tbool \"a\"\n",
        "# comment\n#CONFIG_A is not set\n CONFIG_A=y\nexport A\nCONFIG_A = y\nCONFIG_A=y\nCONFIG_A=y\n",
        "KC0060 warning .config(3,1)-(3,12): The line is ignored: it begins with neither 'CONFIG_' nor '#'; write 'CONFIG_NAME=value' from the first column on",
        "KC0060 warning .config(4,1)-(4,9): The line is ignored: it begins with neither 'CONFIG_' nor '#'; write 'CONFIG_NAME=value' from the first column on",
        "KC0060 warning .config(5,1)-(5,13): The line is ignored: a name must be followed by '=' and the value, without blanks",
        "KC0061 warning .config(7,1)-(7,9): 'A' was already assigned at line 6; this assignment counts; remove the other");

    [Test, Triggers("KC0062")]
    public void An_unknown_symbol_suggests_the_nearest_one() => Check(
        "config HAS_PCI\n\tbool \"a\"\n", "CONFIG_HAS_PCIE=y\n# CONFIG_QUITE_ANOTHER is not set\n",
        "KC0062 warning .config(1,1)-(1,16): No Kconfig file defines 'HAS_PCIE'; the assignment has no effect; did you mean 'HAS_PCI'?",
        "KC0062 warning .config(2,3)-(2,23): No Kconfig file defines 'QUITE_ANOTHER'; the assignment has no effect");

    [Test, Triggers("KC0063"), Triggers("KC0064")]
    public void Values_of_the_wrong_type_have_no_effect_and_say_what_to_write() => Check(
        "config B\n\tbool \"b\"\nconfig I\n\tint \"i\"\nconfig H\n\thex \"h\"\nconfig S\n\tstring \"s\"\n",
        "CONFIG_B=m\nCONFIG_I=010\nCONFIG_H=0x\nCONFIG_S=\"open\\\"\n",
        "KC0063 warning .config(1,10)-(1,11): 'm' is not a valid value for 'B', which is bool; write y or n; the assignment has no effect",
        "KC0063 warning .config(2,10)-(2,13): '010' is not a valid value for 'I', which is int; write a decimal number without quotes, leading zeros or '+'; the assignment has no effect",
        "KC0063 warning .config(3,10)-(3,12): '0x' is not a valid value for 'H', which is hex; write a hexadecimal number such as 0x1F, without quotes; the assignment has no effect",
        "KC0064 warning .config(4,10)-(4,17): The value of 'S' must be in double quotes, with a backslash before each quote and backslash inside; the assignment has no effect");

    [Test, Triggers("KC0070")]
    public void A_select_that_overrules_a_dependency_is_reported_at_the_select() => Check(
        "config A\n\tbool \"a\"\n\tselect B\nconfig X\n\tbool \"x\"\nconfig B\n\tbool \"b\"\n\tdepends on X\n", "CONFIG_A=y\n",
        "KC0070 warning Kconfig(3,2)-(3,10): 'B' is selected by 'A' (=y, Kconfig:3), but depends on 'X' (Kconfig:6), which is n; "
        + "add the dependency to the selector, or drop the select");

    [Test, Triggers("KC0071")]
    public void A_value_that_a_dependency_forbids_names_the_dependency_and_its_place() => Check(
        "config X\n\tbool \"x\"\nmenu \"m\"\n\tdepends on X && y\nconfig B\n\tbool \"b\"\nendmenu\n", "CONFIG_B=y\n",
        "KC0071 warning .config(1,10)-(1,11): 'B' was set to y but is n: it depends on 'X' (Kconfig:3), which is n");

    [Test, Triggers("KC0072")]
    public void A_symbol_without_prompt_cannot_be_set() => Check(
        "config B\n\tdef_bool n\n", "CONFIG_B=y\n",
        "KC0072 warning .config(1,10)-(1,11): 'B' was set to y but is n: it has no prompt, so its value comes from defaults and selects only (Kconfig:1)");

    [Test, Triggers("KC0073")]
    public void A_select_overrules_the_user() => Check(
        "config A\n\tdef_bool y\n\tselect B\nconfig B\n\tbool \"b\"\n", "# CONFIG_B is not set\n",
        "KC0073 warning .config(1,1)-(1,22): 'B' was set to n but is y: it is selected by 'A' (Kconfig:3)");

    [Test, Triggers("KC0074")]
    public void A_value_out_of_range_becomes_the_nearer_bound() => Check(
        "config I\n\tint \"i\"\n\trange 10 20\n\tdefault 5\n", "CONFIG_I=300\n",
        "KC0074 warning .config(1,10)-(1,13): 'I' was set to 300, which is outside 10 to 20 (Kconfig:3); 20 is used");

    [Test, Triggers("KC0075")]
    public void Of_two_members_of_a_choice_the_later_counts() => Check(
        "choice\n\tprompt \"c\"\nconfig A\n\tbool \"a\"\nconfig B\n\tbool \"b\"\nendchoice\n", "CONFIG_A=y\nCONFIG_B=y\n",
        "KC0075 warning .config(1,10)-(1,11): 'A' was set to y but is n: exactly one member of the choice at Kconfig:1 is y, and that is 'B'");

    [Test, Triggers("KC0080")]
    public void An_expression_from_outside_names_its_unknown_symbols()
    {
        KconfigTree tree = Kconfigs.Tree("config HAS_PCI\n\tbool\nconfig ARM\n\tbool\n");
        Assert.That(Expression.Parse("HAS_PCI && (!ARM || HAS_PCI=ARMS)", tree, out var diagnostics)!.ToString(), Is.EqualTo("HAS_PCI && (!ARM || HAS_PCI=ARMS)"));
        Assert.That(Kconfigs.Compact(diagnostics), Is.EqualTo("KC0080 error (1,29)-(1,33): No Kconfig file defines 'ARMS'; did you mean 'ARM'?"));
        Assert.That(Expression.Parse("HAS_PCI ARM", tree, out diagnostics), Is.Null);
        Assert.That(Kconfigs.Compact(diagnostics), Is.EqualTo("KC0005 error (1,9)-(1,12): Expected the end of the expression, found 'ARM'"));
        Assert.That(Expression.Parse("", tree, out diagnostics), Is.Null);
        Assert.That(Kconfigs.Compact(diagnostics), Is.EqualTo("KC0005 error (1,1)-(1,1): Expected a symbol, a constant, '!' or '(', found the end of the expression"));
    }

    [Test]
    public void A_written_config_has_nothing_to_complain_about()
    {
        const string Kconfig = "config MODULES\n\tdef_bool y\n\tmodules\nconfig A\n\tbool \"a\"\n\tselect T\nconfig T\n\ttristate \"t\"\n\tdepends on y\n"
            + "choice\n\tprompt \"c\"\nconfig C\n\tbool \"c\"\nconfig D\n\tbool \"d\"\nendchoice\nconfig I\n\tint \"i\"\n\trange 3 9\n";
        string written = DotConfigWriter.Write(Kconfigs.Configure(Kconfig, "CONFIG_A=y\nCONFIG_D=y\nCONFIG_I=4\n"));
        Check(Kconfig, written);
    }

    private static void Check(string kconfig, string config, params string[] expected) =>
        Assert.That(Kconfigs.Compact(Kconfigs.Configure(kconfig, config).Diagnostics), Is.EqualTo(string.Join("\n", expected)));
}
