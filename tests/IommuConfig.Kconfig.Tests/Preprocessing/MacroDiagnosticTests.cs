using System.Linq;

namespace IommuConfig.Kconfig.Tests;

/// <summary>What is wrong in macros: our message, the C program's line, and that the load ends there.</summary>
public sealed class MacroDiagnosticTests
{
    [Test, Triggers("KC0050")]
    public void Unterminated_macro()
    {
        Fails("config S\n\tstring\n\tdefault \"$(info,a)$(X(b)\" if y # c\n", "Kconfig:3: unterminated reference to 'X(b)\" if y # c': missing ')'\n",
            "KC0050 error Kconfig(3,20)-(3,36): The macro '$(X(b)\" if y # c' has no closing ')' on its line; add it", "a\n");
        Fails("X = a $(Y\nZ := $(X) b\n", "Kconfig:3: unterminated reference to 'Y': missing ')'\n",
            "KC0050 error Kconfig(2,1)-(2,12): The macro '$(Y' has no closing ')' on its line; add it");
    }

    [Test, Triggers("KC0051")]
    public void Recursive_variable()
    {
        Fails("X = $(Y)\nY = a$(X)\nZ := $(X)\n", "Kconfig:4: Recursive variable 'X' references itself (eventually)\n",
            "KC0051 error Kconfig(3,1)-(3,10): The value of the variable 'X' refers to itself (X, Y, X); "
            + "break the circle, or assign with ':=', which takes the value of that moment");
        Fails("B = $(A,1)\nA = $(B)\n$(info,$(A))\n", "Kconfig:3: Recursive variable 'B' references itself (eventually)\n",
            "KC0051 error Kconfig(3,1)-(3,13): The value of the variable 'B' refers to itself (B, A, B); "
            + "break the circle, or assign with ':=', which takes the value of that moment");
    }

    [Test, Triggers("KC0052")]
    public void Too_deep_recursion() =>
        Fails("f = $(f,$(1)x)\nconfig S\n\tstring\n\tdefault \"$(f,a)\"\n", "Kconfig:4: Too deep recursive expansion\n",
            "KC0052 error Kconfig(4,11)-(4,17): Macros are nested too deeply: one of them is at work more than 1001 times at once, "
            + "or too many different ones are; end the recursion earlier");

    [Test, Triggers("KC0053")]
    public void Wrong_number_of_arguments()
    {
        const string Advice = "; a comma inside an argument must be in parentheses or come from a variable ('comma := ,')";
        foreach ((string call, string words, string takes, int given) in new[]
        {
            ("info", "few", "1 argument", 0), ("info,a,b", "many", "1 argument", 2), ("lineno,a", "many", "no argument", 1), ("filename,a", "many", "no argument", 1),
            ("shell", "few", "1 argument", 0), ("shell,a,b", "many", "1 argument", 2), ("error-if,y", "few", "2 arguments", 1),
            ("warning-if,y,a,b", "many", "2 arguments", 3),
        })
        {
            string name = call.Split(',')[0];
            Fails($"$({call})\n", $"Kconfig:1: too {words} function arguments passed to '{name}'\n",
                $"KC0053 error Kconfig(1,1)-(1,{call.Length + 4}): The function '{name}' takes {takes}, but is given {given}{Advice}");
        }
    }

    [Test, Triggers("KC0054")]
    public void Too_many_arguments() =>
        Fails("$(info,a)$(f,$(info,b),2,3,4,5,6,7,8,9,a,b,c,d,e,f,g)\n", "Kconfig:1: too many function arguments\n",
            "KC0054 error Kconfig(1,10)-(1,54): A macro takes at most 15 arguments; "
            + "a comma inside an argument must be in parentheses or come from a variable ('comma := ,')", "a\n");

    [Test, Triggers("KC0055")]
    public void Error_of_the_tree() =>
        Fails("$(error-if,n,a)\n$(error-if,y,b$(info,c)d)\n$(info,e)\n", "Kconfig:2: bd\n", "KC0055 error Kconfig(2,1)-(2,26): The tree itself stops here: bd", "c\n");

    [Test, Triggers("KC0056")]
    public void Warning_of_the_tree()
    {
        var program = new MacroProgram("$(warning-if,y,a)\n");
        Assert.That(program.Errors, Is.EqualTo("Kconfig:1: a\n"));
        Assert.That(Kconfigs.Compact(program.Diagnostics), Is.EqualTo("KC0056 warning Kconfig(1,1)-(1,18): The tree itself warns: a"));
    }

    [Test, Triggers("KC0057")]
    public void Shell_commands_where_none_may_run()
    {
        const string Message = "The tree asks for the shell command 'uname -r', but commands may not run here; allow them with the property KconfigAllowShell=true in a project, with LoadOptions.Shell in a program";
        Fails("A := $(shell,uname -r)\n", $"Kconfig:2: {Message}\n", $"KC0057 error Kconfig(1,1)-(1,23): {Message}");
    }

    [Test, Triggers("KC0059")]
    public void Variable_that_nobody_passed_where_every_one_must_be()
    {
        MemoryFiles files = new(("Kconfig", "NAME = $(1)$(OWN)\nOWN := x\nA := $(NAME,y)$(EMPTY)$(HOME)\n$(info,$(HOME))\n$(func,$(HOME))\n"));
        LoadOptions options = new() { RequiresVariables = true, Environment = name => name == "EMPTY" ? "" : null };

        Assert.That(
            Kconfigs.Compact(KconfigTree.Load("Kconfig", files, options).Diagnostics),
            Is.EqualTo("KC0059 error Kconfig(3,1)-(3,30): '$(HOME)' is neither assigned in the tree nor passed to it, and the environment is not read here; "
                + "in a project, pass it: <KconfigVariable Include=\"HOME\" Value=\"...\" />"));
        Assert.That(KconfigTree.Load("Kconfig", files).Diagnostics, Is.Empty);
    }

    [Test]
    public void A_path_with_a_hole_is_no_second_error()
    {
        string[] Ids(string text, LoadOptions options) =>
            [.. KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", text)), options).Diagnostics.Select(diagnostic => diagnostic.Id)];

        Assert.That(Ids("A := $(shell,uname -r)\nsource \"$(A)/Kconfig\"\n", new()), Is.EqualTo(new[] { "KC0057" }));
        Assert.That(
            Ids("source \"$(X)/a\"\nsource \"$(X)/b\"\nsource \"$(E)/c\"\n", new() { RequiresVariables = true, Environment = name => name == "E" ? "" : null }),
            Is.EqualTo(new[] { "KC0059", "KC0020" }));
    }

    [Test]
    public void An_argument_that_a_macro_was_not_given_is_empty_and_no_variable()
    {
        LoadOptions options = new() { RequiresVariables = true };
        KconfigTree tree = KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", "second = \"$(2)\"\nconfig A\n\tstring\n\tdefault $(second,one)\n")), options);

        Assert.That(Kconfigs.Compact(tree.Diagnostics), Is.Empty);
    }

    [Test, Triggers("KC0058")]
    public void Too_much_text()
    {
        const string Message = "The macros of this tree produce more than 32 Mi characters, or look at more than 256 Mi; "
            + "a function probably doubles its argument again and again";
        Fails("f = $(f,$(1)$(1))\n$(info,$(f,xxxxxxxx))\n", $"Kconfig:2: {Message}\n", $"KC0058 error Kconfig(2,1)-(2,22): {Message}");
    }

    private static void Fails(string text, string console, string diagnostic, string output = "")
    {
        var program = new MacroProgram(text);
        Assert.That(program.Errors, Is.EqualTo(console));
        Assert.That(Kconfigs.Compact(program.Diagnostics), Is.EqualTo(diagnostic));
        Assert.That(program.Output, Is.EqualTo(output));
        Assert.That(program.Preprocessor.HasFailed, Is.True);
        Assert.That(program.Preprocessor.Expand("$(info,x)", new SourceLocation(new SourceFile("K", "$(info,x)"), new TextSpan(0, 9))), Is.Empty);
    }
}
