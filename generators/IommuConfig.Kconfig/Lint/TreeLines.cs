using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>The lines of a tree, with the symbols that each names.</summary>
internal static class TreeLines
{
    /// <summary>Every mention of a symbol, other than its definition.</summary>
    public static IEnumerable<(Symbol Symbol, SourceLocation Location)> Mentions(KconfigTree tree)
    {
        foreach (MenuNode node in Nodes(tree))
        {
            foreach (Symbol symbol in node.OwnDependency.Symbols)
            {
                yield return (symbol, node.Location);
            }

            foreach (Symbol symbol in node.VisibleIf.Symbols)
            {
                yield return (symbol, node.Location);
            }
        }

        foreach (Symbol owner in tree.AllSymbols)
        {
            foreach (KconfigProperty line in owner.Properties)
            {
                foreach (Expression expression in Expressions(line))
                {
                    foreach (Symbol symbol in expression.Symbols)
                    {
                        yield return (symbol, line.Location);
                    }
                }

                if (line is SelectProperty select)
                {
                    yield return (select.Target, line.Location);
                }
            }
        }
    }

    /// <summary>All nodes, the if blocks among them.</summary>
    private static IEnumerable<MenuNode> Nodes(KconfigTree tree)
    {
        var waiting = new Stack<MenuNode>();
        waiting.Push(tree.Root);
        while (waiting.Count > 0)
        {
            MenuNode node = waiting.Pop();
            yield return node;
            for (int i = node.Parts.Count - 1; i >= 0; i--)
            {
                waiting.Push(node.Parts[i]);
            }
        }
    }

    private static IEnumerable<Expression> Expressions(KconfigProperty line)
    {
        yield return line.If;
        switch (line)
        {
            case DefaultProperty item:
                yield return item.Value;
                break;
            case RangeProperty range:
                yield return range.Low;
                yield return range.High;
                break;
        }
    }
}
