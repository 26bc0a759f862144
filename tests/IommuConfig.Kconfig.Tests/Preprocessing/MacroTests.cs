using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Kconfig.Tests;

/// <summary>The rules of the macro language; each was checked against Linux 6.1's conf.</summary>
public sealed class MacroTests
{
    private static readonly Dictionary<string, string> s_environment = new() { ["ENV"] = "env", ["EMPTY"] = "" };

    [TestCase("A := $(B)\nB = 1", "$(A)|", "|", TestName = "A_simple_variable_is_expanded_when_it_is_assigned")]
    [TestCase("A = $(B)\nB = 1", "$(A)|", "1|", TestName = "A_recursive_variable_is_expanded_when_it_is_used")]
    [TestCase("A = x\nA += $(B)\nB = 1", "$(A)", "x 1", TestName = "Appending_to_a_recursive_variable_is_expanded_when_it_is_used")]
    [TestCase("A := x\nA += $(B)\nB = 1", "$(A)|", "x |", TestName = "Appending_to_a_simple_variable_is_expanded_now")]
    [TestCase("A += $(B)\nB = 1", "$(A)", "1", TestName = "Appending_to_an_unknown_variable_makes_a_recursive_one")]
    [TestCase("A :=\nA += x\nB +=\nB += y", "$(A)|$(B)", " x| y", TestName = "Appending_joins_with_a_blank_even_to_nothing")]
    [TestCase("A := a\nA := $(A) b\nA := $(A) c", "$(A)", "a b c", TestName = "A_simple_variable_can_be_made_from_itself")]
    [TestCase("A =   x \t ", "$(A)|", "x \t |", TestName = "Blanks_before_a_value_are_dropped_and_those_behind_it_kept")]
    [TestCase("A = x # y", "$(A)|", "x # y|", TestName = "A_number_sign_belongs_to_the_value")]
    [TestCase("N = x\na$(N)b := 1", "$(axb)", "1", TestName = "A_name_may_be_made_by_macros")]
    [TestCase("f = $(1)-$(2)-$(0)-$(3)", "$(f,a, b )", "a- b --", TestName = "Arguments_keep_blanks_and_zero_is_none_of_them")]
    [TestCase("f = [$(1)][$(2)]", "$(f,(a,b),c)", "[(a,b)][c]", TestName = "A_comma_in_parentheses_does_not_separate")]
    [TestCase("f = [$(1)][$(2)]\ncomma := ,", "$(f,a$(comma)b)", "[a,b][]", TestName = "A_comma_from_a_variable_does_not_separate")]
    [TestCase("f = $(01)$( 1)$(+1)$(1 )$(0x1)", "$(f,a)", "aaa", TestName = "Argument_numbers_are_read_as_in_C")]
    [TestCase("1 = global\nf = $(1)", "$(1)|$(f)|$(f,a)|$(f,)|", "global|global|a||", TestName = "Arguments_come_before_variables")]
    [TestCase("g = $(1)\nf = $(g)|$(g,x)|$(1)", "$(f,a)", "|x|a", TestName = "A_function_sees_its_own_arguments_only")]
    [TestCase("f := a$(1)", "$(f,b)", "a", TestName = "A_simple_variable_ignores_arguments")]
    [TestCase("f = $(1,x)\n1 = [$(1)]", "$(f,a)", "[x]", TestName = "A_number_with_arguments_is_a_variable")]
    [TestCase("f-a = 1\nf-b = 2\nf = $(f-$(1))", "$(f,a)$(f,b)", "12", TestName = "The_name_of_a_function_may_depend_on_arguments")]
    [TestCase("info = mine $(1)\nENV = x", "$(info,a) $(ENV)", "mine a x", TestName = "Variables_come_before_functions_and_the_environment")]
    [TestCase("", "$(ENV)|$(EMPTY)|$(UNSET)|$(ENV,x)|$()|$(,x)", "env|||||", TestName = "The_environment_comes_last_and_has_no_arguments")]
    [TestCase("A = x", "$(A )|$( A)|$(A)", "||x", TestName = "A_blank_belongs_to_the_name")]
    [TestCase("A = x", "$A ${A} $$(A) $$ $", "$A ${A} $x $$ $", TestName = "A_dollar_without_parenthesis_is_plain")]
    [TestCase("A = [$(1)]", "\\$(A,x) $(A,a\\\"b) $(A,\"q\") \\\\ \\x", "$(A,x) [a\\\"b] [\"q\"] \\ x", TestName = "Inside_a_macro_quotes_and_backslashes_are_plain")]
    [TestCase("A = $(1)\\\"", "$(A,\\)", "\\\\\"", TestName = "What_a_macro_becomes_is_not_read_again")]
    [TestCase("f = $(15)|$(16)", "$(f,1,2,3,4,5,6,7,8,9,a,b,c,d,e,f)", "f|", TestName = "There_may_be_15_arguments")]
    [TestCase("", "$(shell,printf 'a\\n\\nb\\r\\n\\n')|", "sh(printf 'a\\n\\nb\\r\\n\\n')|", TestName = "The_shell_gets_the_command_as_it_is")]
    public void Rules(string assignments, string text, string expected)
    {
        MacroProgram program = Run($"{assignments}\nconfig S\n\tstring\n\tdefault \"{text}\"\n", new TestShell(command => $"sh({command})\n"));
        Assert.That(program.Errors, Is.Empty);
        Assert.That(program.Values["S"], Is.EqualTo(expected));
    }

    [Test]
    public void An_assignment_is_expanded_at_the_next_line()
    {
        MacroProgram program = Run("A := $(lineno)\nB = $(lineno)\nA += $(lineno)\nconfig S\n\tdefault \"$(A) $(B) $(lineno) $(filename)\"\nA := $(info,$(lineno))");
        Assert.That(program.Values["S"], Is.EqualTo("2 4 5 5 Kconfig"));
        Assert.That(program.Output, Is.EqualTo("6\n"), "without a line end the line is still the last one");
    }

    [Test]
    public void Arguments_are_expanded_from_left_to_right_before_the_call()
    {
        MacroProgram program = Run("f = $(info,f)$(2)\n$(f,$(info,1),$(info,2))$(unknown,$(info,3))\n");
        Assert.That(program.Output, Is.EqualTo("1\n2\nf\n3\n"));
    }

    [Test]
    public void Warnings_go_to_the_console_and_are_messages()
    {
        MacroProgram program = Run("f = $(warning-if,$(1),w$(1))\n$(f,y)$(f,n)$(f,)$(f,yy)\n$(error-if,n,e)\n");
        Assert.That(program.Errors, Is.EqualTo("Kconfig:2: wy\n"));
        Assert.That(Kconfigs.Compact(program.Diagnostics), Is.EqualTo("KC0056 warning Kconfig(2,1)-(2,7): The tree itself warns: wy"));
        Assert.That(program.Preprocessor.HasFailed, Is.False);
    }

    [TestCase("a\n\nb\n\n", "a  b")]
    [TestCase("a\r\n", "a\r")]
    [TestCase("\n\n", "")]
    [TestCase("a\0b\n", "a")]
    public void Output_of_a_command_loses_its_line_ends(string output, string expected) => Assert.That(ShellOutput.ToText(output), Is.EqualTo(expected));

    [Test]
    public void Output_of_a_command_is_cut_after_4095_bytes()
    {
        Assert.That(ShellOutput.ToText(new string('x', 5000)), Has.Length.EqualTo(4095));
        Assert.That(ShellOutput.ToText(new string('\u00e4', 5000)), Is.EqualTo(new string('\u00e4', 2047) + '\ufffd'));
        Assert.That(ShellOutput.ToText(new string('\n', 4095) + "x"), Is.Empty);
    }

    [Test]
    public void Environment_reads_are_those_that_found_something_in_the_order_of_the_first()
    {
        MacroProgram program = Run("$(EMPTY)\nA = $(ENV)\nENV2 = 1\n$(UNSET)$(info,$(A)$(EMPTY)$(ENV2))\n");
        Assert.That(program.Preprocessor.EnvironmentReads.Select(r => r.Key + "=" + r.Value), Is.EqualTo(["EMPTY=", "ENV=env"]));
    }

    [Test]
    public void A_trace_has_every_look_into_the_environment_and_every_command()
    {
        var trace = new PreprocessorTrace();
        _ = new MacroProgram("A = $(ENV)$(UNSET)\n$(info,$(A))\nB := $(shell,x $(A))\n", Options(new TestShell(_ => "r\n")) with { Trace = trace });
        Assert.That(trace.Environment.Select(e => $"{e.Name}={e.Value ?? "?"}@{e.Place}"),
            Is.EqualTo(["ENV=env@Kconfig:2", "UNSET=?@Kconfig:2", "ENV=env@Kconfig:3", "UNSET=?@Kconfig:3"]));
        Assert.That(trace.Probes.Select(p => $"{p.Command}={p.Result}@{p.Place}"), Is.EqualTo(["x env=r@Kconfig:3"]));
    }

    [TestCase("foo|5|lit$BAR|y", "$BAR|$N|$X|$B")]
    [TestCase("(BAR)|{BAR}|foo|||foo|", "$(BAR)|${BAR}|$$BAR|$NOPE|$BAR_X|$BAR|$")]
    [TestCase("foo-x foo/x ", "$BAR-x $BAR/x $")]
    public void Symbol_references_of_the_legacy_dialect(string expected, string text)
    {
        var symbols = new Dictionary<string, string> { ["BAR"] = "foo", ["N"] = "5", ["X"] = "lit$BAR", ["B"] = "y" };
        Assert.That(SymbolReferences.Expand(text, name => symbols.GetValueOrDefault(name)), Is.EqualTo(expected));
    }

    [Test]
    public void The_exact_legacy_dialect_has_no_macros()
    {
        const string Text = "config S\n\tdefault \"a\\\"$(ENV)\"\n";
        Assert.That(new MacroProgram(Text, Options(null) with { Dialect = Dialect.Legacy }).Values["S"], Is.EqualTo("a\"env"));
        Assert.That(new MacroProgram(Text, Options(null) with { Dialect = Dialect.Legacy.Exact() }).Values["S"], Is.EqualTo("a\"$(ENV)"));
    }

    private static MacroProgram Run(string text, IShell? shell = null) => new(text, Options(shell));

    private static LoadOptions Options(IShell? shell) => new() { Environment = name => s_environment.GetValueOrDefault(name), Shell = shell };
}
