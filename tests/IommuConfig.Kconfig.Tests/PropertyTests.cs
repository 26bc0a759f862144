using System.Linq;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

// FsCheck supplies the arguments; the analyzer knows only NUnit's own sources.
#pragma warning disable NUnit1027

namespace IommuConfig.Kconfig.Tests;

/// <summary>What holds for any input.</summary>
public sealed class PropertyTests
{
    [Property(MaxTest = 500)]
    public void Any_text_is_a_config_that_can_be_applied(string? text)
    {
        KconfigTree tree = Kconfigs.Tree("config A\n\tbool \"a\"\n");
        Configuration configuration = Kconfigs.Configure(tree, (text ?? "").Replace("a", "\nCONFIG_A"));
        Assert.That(DotConfigWriter.Write(configuration), Does.Contain("CONFIG_A"));
    }

    [Property(MaxTest = 500)]
    public void Any_text_can_be_parsed_and_evaluated(string? text) => ReadEverything(text ?? "", text ?? "");

    [Property(MaxTest = 1000)]
    public void A_damaged_tree_is_parsed_and_evaluated_to_the_end(int seed)
    {
        var random = new RandomKconfig(seed);
        string tree = random.Tree();
        ReadEverything(random.Damage(tree), random.Damage(random.Config()));
    }

    [Property(MaxTest = 1000)]
    public void A_written_config_read_again_gives_the_same_values_and_no_complaint_about_its_lines(int seed)
    {
        var random = new RandomKconfig(seed);
        KconfigTree tree = Kconfigs.Tree(random.Tree());
        Configuration first = Kconfigs.Configure(tree, random.Config());
        string written = DotConfigWriter.Write(first);
        Configuration second = Kconfigs.Configure(tree, written);
        Assert.That(DotConfigWriter.Write(second), Is.EqualTo(written));
        Assert.That(tree.Symbols.Select(second.GetValue), Is.EqualTo(tree.Symbols.Select(first.GetValue)));
        Assert.That(DotConfig.Parse(new SourceFile(".config", written)).Diagnostics, Is.Empty);
    }

    [Property(MaxTest = 500)]
    public void An_undamaged_tree_has_no_errors(int seed) =>
        Assert.That(Kconfigs.Errors(Kconfigs.Tree(new RandomKconfig(seed).Tree()).Diagnostics), Is.Empty);

    [Property(MaxTest = 500)]
    public void A_printed_expression_means_the_same(int seed)
    {
        var random = new RandomKconfig(seed);
        KconfigTree tree = Kconfigs.Tree(random.Tree());
        Configuration configuration = Kconfigs.Configure(tree, random.Config());
        foreach (Expression expression in tree.Symbols.Select(s => s.DirectDependency))
        {
            string text = expression.ToString();
            Expression again = Expression.Parse(text, tree, out _)!;
            Assert.That(again.ToString(), Is.EqualTo(text));
            Assert.That(configuration.Evaluate(again), Is.EqualTo(configuration.Evaluate(expression)), text);
        }
    }

    [Property(MaxTest = 200)]
    public void Loading_twice_says_the_same_twice(int seed)
    {
        var random = new RandomKconfig(seed);
        string kconfig = random.Damage(random.Tree());
        var first = Kconfigs.Tree(kconfig).Diagnostics;
        Assert.That(Kconfigs.Tree(kconfig).Diagnostics, Is.EqualTo(first));
    }

    private static void ReadEverything(string kconfig, string config)
    {
        KconfigTree tree = Kconfigs.Tree(kconfig, ("sub/Kconfig", kconfig));
        Configuration configuration = Kconfigs.Configure(tree, config);
        DotConfigWriter.Write(configuration);
        foreach (Symbol symbol in tree.Symbols)
        {
            configuration.GetOrigin(symbol);
        }

        foreach (KconfigDiagnostic diagnostic in tree.Diagnostics.Concat(configuration.Diagnostics))
        {
            Assert.That(diagnostic.Start, Is.LessThanOrEqualTo(diagnostic.End).Using<LinePosition>((a, b) => (a.Line, a.Column).CompareTo((b.Line, b.Column))));
        }
    }
}
