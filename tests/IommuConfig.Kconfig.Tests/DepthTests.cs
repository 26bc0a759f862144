using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Nothing in a tree, however long, needs a deep call stack: the engine runs in the compiler, which a stack overflow would end.</summary>
public sealed class DepthTests
{
    private const int Count = 50_000;
    private const int StackSize = 256 * 1024;

    /// <summary>In one file; sourced files may be as deep again.</summary>
    private const int BlockDepth = 99;

    private const int ParenthesisDepth = 127;

    [Test]
    public void Long_chains_of_symbols()
    {
        var text = new StringBuilder("config S0\n\tdef_bool y\n");
        for (int i = 1; i < Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"config S{i}\n\tbool\n\tdefault y\n\tdepends on S{i - 1}\n");
        }

        Check(text.ToString(), "S49999");
    }

    [Test]
    public void Long_expressions()
    {
        Check(Enable + "config X\n\tdef_bool " + Join(" && ") + "\n", "X");
        Check(Enable + "config X\n\tdef_bool n || " + Join(" || ") + "\n", "X");
        Check(Enable + "config X\n\tdef_bool y\n\tdepends on A || !(" + Join(" && ") + ") if " + Join(" || ") + "\n", "X");
    }

    [Test]
    public void Many_dependencies_of_one_entry() => Check(Enable + "config X\n\tbool \"x\"\n\tdefault y\n" + Repeat("\tdepends on A\n"), "X");

    [Test]
    public void Many_conditions_of_one_menu()
    {
        Check(Enable + "menu \"m\"\n" + Repeat("\tvisible if A\n") + "config X\n\tbool \"x\"\n\tdefault y\nendmenu\n", "X");
        Check(Enable + "menu \"m\"\n" + Repeat("\tdepends on A\n") + "config X\n\tbool \"x\"\n\tdefault y\nendmenu\n", "X");
    }

    [Test]
    public void Blocks_nested_as_deep_as_they_may_with_long_conditions_each()
    {
        string conditions = string.Concat(Enumerable.Repeat("\tdepends on A\n\tvisible if A\n", Count / (2 * BlockDepth)));
        CheckNested("menu \"m\"\n" + conditions, "endmenu\n", "config X\n\tbool \"x\"\n\tdefault y\n");
        string parentheses = new string('(', ParenthesisDepth) + "A" + string.Concat(Enumerable.Repeat(" && A || A)", ParenthesisDepth));
        CheckNested("if " + parentheses + "\n", "endif\n", "config X\n\tdef_bool " + parentheses + "\n");
    }

    [Test]
    public void Many_definitions_of_one_symbol() => Check(Enable + Repeat("config X\n\tbool \"x\"\n\tdefault y\n\tdepends on A\n"), "X");

    [Test]
    public void Many_selects_and_implies_of_one_symbol()
    {
        Check(Enable + Repeat("config S{0}\n\tdef_bool y\n\tselect X if A\n") + "config X\n\tbool\n", "X");
        Check(Enable + Repeat("config S{0}\n\tdef_bool y\n\timply X if A\n") + "config X\n\tbool\n", "X");
        Check(Enable + "config S\n\tdef_bool y\n" + Repeat("\tselect X{0} if A\n") + Repeat("config X{0}\n\tbool\n"), "X0");
    }

    [Test]
    public void Many_members_of_one_choice() =>
        Check(Enable + "choice\n\tprompt \"c\"\n" + Repeat("config X{0}\n\tbool \"x\"\n\tdepends on A\n") + "endchoice\n", "X0", Repeat("CONFIG_X{0}=n\n"));

    [Test]
    public void Many_symbols_of_one_expression() =>
        Check(Repeat("config S{0}\n\tdef_bool y\n") + "config X\n\tdef_bool y\n\tdepends on " + string.Join(" && ", Enumerable.Range(0, Count).Select(i => "S" + i)) + "\n", "X");

    private const string Enable = "config A\n\tdef_bool y\n";

    private static void CheckNested(string open, string close, string innermost)
    {
        string Nest(string inner) => string.Concat(Enumerable.Repeat(open, BlockDepth)) + inner + string.Concat(Enumerable.Repeat(close, BlockDepth));
        Check(Enable + Nest("source \"inner\"\n"), "X", others: ("inner", Nest(innermost)));
    }

    private static string Join(string separator) => string.Join(separator, Enumerable.Repeat("A", Count));

    private static string Repeat(string text) =>
        string.Concat(Enumerable.Range(0, Count).Select(i => text.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

    /// <summary>Loads a tree and asks everything of it that can be asked.</summary>
    private static void Check(string kconfig, string symbol, string config = "", params (string, string)[] others)
    {
        string value = "";
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    value = Ask(Kconfigs.Tree(kconfig, others), symbol, config);
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            StackSize);
        thread.Start();
        thread.Join();
        Assert.That((failure, value), Is.EqualTo(((Exception?)null, "y")));
    }

    private static string Ask(KconfigTree tree, string name, string config)
    {
        Assert.That(Kconfigs.Errors(tree.Diagnostics), Is.Empty);
        Configuration configuration = Kconfigs.Configure(tree, config);
        DotConfigWriter.Write(configuration);
        Symbol symbol = configuration.Tree.Symbol(name);
        string printed = symbol.DirectDependency.ToString();
        Assert.That(Expression.Parse(printed, configuration.Tree, out _)?.ToString(), Is.EqualTo(printed));
        Assert.That(symbol.DirectDependency.Symbols, Is.Not.Null);
        configuration.GetOrigin(symbol);
        Assert.That(configuration.Diagnostics, Is.Not.Null);
        return configuration.Value(name);
    }
}
