using System;
using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Lines whose macros must be expanded before they can be read.</summary>
public sealed class DeferredLineTests
{
    [TestCase("config $(V)_X\n", "config v_X")]
    [TestCase("config A$(E)$(V)\n", "config Av")]
    [TestCase("if $(V) && !$(E) B\nendif\n", "if && v !B")]
    [TestCase("source $(V)\n", "error KC0005")]
    [TestCase("source $(E) \"a\"\n", "source a")]
    [TestCase("menu \"$(V)\" $(E)\nendmenu\n", "menu v")]
    [TestCase("menu \"a\\\"$(V)\\n$(E)\" $(E) # $(V)\nendmenu\n", "menu a\"vn")]
    [TestCase("$(E) $(E)\n", "")]
    [TestCase("$(E)comment \"c\"\n", "error KC0004")]
    [TestCase("$(E) comment \"c\"\n", "comment c")]
    [TestCase("$(V) comment \"c\"\n", "error KC0004")]
    [TestCase("$(V)\n", "error KC0004")]
    [TestCase("$(V) = a # $(E)  \n", "v Recursive [a # $(E)  ]")]
    [TestCase("a$(V) $(E) := a\n", "av Simple [a]")]
    [TestCase("$(E) W +=a\n", "W Append [a]")]
    [TestCase("$(E) = a\n", "error KC0005")]
    [TestCase("if y\nendif $(E)\n", "if y{}")]
    [TestCase("if y\nendif $(V)\n", "if y{error KC0005}")]
    [TestCase("if y\n$(E) config B\nendif\n", "if y{config B}")]
    [TestCase("if $(V,(a, \"b\" # c))\nconfig B\nendif\n", "if v{config B}")]
    public void Statements_are_read_when_their_macros_are_expanded(string text, string expected) => Assert.That(Print(text), Is.EqualTo(expected));

    [TestCase("default $(E) y", "default y")]
    [TestCase("default $(V) if $(V) = \"$(V)\"", "default v if = v v")]
    [TestCase("default $(V) y", "error KC0005")]
    [TestCase("$(E) default y", "default y")]
    [TestCase("$(E)", "")]
    [TestCase("$(V) \"a\"", "error KC0004")]
    [TestCase("help $(E)\n\t  text", "help text")]
    [TestCase("default $FOO$$-x", "default $FOO$$-x")]
    public void Lines_of_an_entry_are_read_when_their_macros_are_expanded(string line, string expected) =>
        Assert.That(Print("config A\n\t" + line + "\n"), Is.EqualTo("config A " + expected));

    [Test]
    public void Only_macros_outside_quotes_defer_a_line()
    {
        KconfigSyntaxTree tree = SyntaxTree.Parse(new SourceFile("Kconfig", "source \"$(V)\"\nconfig A # $(V)\n\tdefault \"$(V)\"\nX = $(V)\n"));
        Assert.That(tree.Root.Statements.Select(s => s.IsDeferred), Is.All.False);
        Assert.That(((EntrySyntax)tree.Root.Statements[1]).Properties.Single().IsDeferred, Is.False);
        Assert.That(tree.Macros.Select(m => tree.File.GetText(m.Span)), Is.EqualTo((string[])["$(V)", "$(V)"]));
    }

    /// <summary>Reads a text with $(V) expanding to v and $(E) to nothing.</summary>
    private static string Print(string text)
    {
        KconfigSyntaxTree tree = SyntaxTree.Parse(new SourceFile("Kconfig", text));
        Assert.That(Kconfigs.Compact(tree.Diagnostics), Is.Empty);
        return string.Join(" ", tree.Root.Statements.Select(s => Print(tree.File, s)));
    }

    private static string Print(SourceFile file, StatementSyntax statement)
    {
        string Expand(TextSpan span) => DeferredLineTests.Expand(file, span);
        var log = new MessageLog(Dialect.Linux);
        StatementSyntax? finished = statement.IsDeferred ? DeferredLine.Parse(file, statement, Expand, log) : statement;
        if (log.HasErrors)
        {
            return "error " + log.Diagnostics.Single().Id;
        }

        string Value(TextSyntax t) => t.GetValue(file, Expand);
        string head = finished switch
        {
            null => "",
            ConfigSyntax s => "config " + Value(s.Name),
            MenuSyntax s => "menu " + Value(s.Prompt),
            CommentSyntax s => "comment " + Value(s.Prompt),
            SourceSyntax s => "source " + Value(s.Path),
            IfSyntax s => "if " + Print(file, s.Condition) + Braces(s),
            AssignmentSyntax s => $"{Value(s.Name)} {s.Operator} [{file.GetText(s.Value)}]",
            _ => finished.GetType().Name,
        };
        IEnumerable<string> lines = finished is EntrySyntax entry ? entry.Properties.Select(p => Print(file, p)) : [];
        return string.Join(" ", lines.Prepend(head));

        string Braces(IfSyntax s) => s.Statements.Count == 0 ? "" : "{" + string.Join(" ", s.Statements.Select(i => Print(file, i))) + "}";
    }

    private static string Print(SourceFile file, PropertySyntax property)
    {
        var log = new MessageLog(Dialect.Linux);
        PropertySyntax? finished = property.IsDeferred ? DeferredLine.Parse(file, property, Expand, log) : property;
        return finished switch
        {
            null => log.HasErrors ? "error " + log.Diagnostics.Single().Id : "",
            DefaultSyntax d => "default " + Print(file, d.Value) + (d.Condition is null ? "" : " if " + Print(file, d.Condition)),
            HelpSyntax h => "help " + h.Text,
            _ => finished.GetType().Name,
        };

        string Expand(TextSpan span) => DeferredLineTests.Expand(file, span);
    }

    private static string Print(SourceFile file, ExpressionSyntax expression) => expression switch
    {
        OperandSyntax o => o.Text.GetValue(file, span => Expand(file, span)),
        NotSyntax n => "!" + Print(file, n.Operand),
        ComparisonSyntax c => $"= {Print(file, c.Left)} {Print(file, c.Right)}",
        _ => "&& " + string.Join(" ", ((ChainSyntax)expression).Operands.Select(o => Print(file, o))),
    };

    private static string Expand(SourceFile file, TextSpan span) =>
        file.GetText(span).Replace("$(E)", "", StringComparison.Ordinal).Replace("$(V,(a, \"b\" # c))", "v", StringComparison.Ordinal).Replace("$(V)", "v", StringComparison.Ordinal);
}
