using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Expressions from outside the tree: parsed by the same parser, with names that must exist.</summary>
internal static class ExternalExpression
{
    private const string TheEnd = "the end of the expression";

    public static Expression? Parse(string text, KconfigTree tree, out IReadOnlyList<KconfigDiagnostic> diagnostics)
    {
        var file = new SourceFile("", text);
        var reader = new TokenReader(file, Dialect.Linux) { EndName = TheEnd };
        diagnostics = reader.Diagnostics;
        reader.Restart(0);
        ExpressionSyntax? syntax = new ExpressionParser(reader).Parse();
        if (syntax is not null && reader.Current.Kind != TokenKind.EndOfFile)
        {
            reader.ReportExpected(TheEnd);
            syntax = null;
        }

        for (int i = 0; i < reader.Lexer.Macros.Count; i++)
        {
            TextSpan macro = reader.Lexer.Macros[i];
            reader.Report(KconfigDiagnostics.SyntaxError, macro, "an expression without macros", file.GetText(macro));
        }

        if (syntax is null)
        {
            return null;
        }

        // Names that the tree does not know get symbols of their own: the tree stays as it is.
        var names = new SymbolTable();
        Resolve(file, syntax, tree, reader);
        Expression expression = new ExpressionBuilder(names, tree.Modules, tree: tree).Condition(file, syntax);
        foreach (Symbol symbol in names.Symbols)
        {
            symbol.Index = tree.AllSymbols.Count;
        }

        return expression;
    }

    private static void Resolve(SourceFile file, ExpressionSyntax syntax, KconfigTree tree, TokenReader reader)
    {
        switch (syntax)
        {
            case OperandSyntax { Text: { IsQuoted: false, HasMacro: false } } operand:
                CheckName(file, operand.Span, tree, reader);
                break;
            case NotSyntax not:
                Resolve(file, not.Operand, tree, reader);
                break;
            case ComparisonSyntax comparison:
                Resolve(file, comparison.Left, tree, reader);
                Resolve(file, comparison.Right, tree, reader);
                break;
            case ChainSyntax chain:
                foreach (ExpressionSyntax operand in chain.Operands)
                {
                    Resolve(file, operand, tree, reader);
                }

                break;
        }
    }

    private static void CheckName(SourceFile file, TextSpan span, KconfigTree tree, TokenReader reader)
    {
        string name = file.GetText(span);
        if (name is not ("y" or "m" or "n") && !tree.TryGetSymbol(name, out _) && !new Symbol(name).IsNumber)
        {
            reader.Report(KconfigDiagnostics.UnknownSymbolInExpression, span, name, tree.Hint(name));
        }
    }
}
