using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Writes a .config byte for byte as the C program of the tree's dialect does (docs/kconfig-semantics.md), with '\n' line ends.</summary>
public static class DotConfigWriter
{
    /// <summary>Writes a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="prefix">What the names of symbols begin with.</param>
    public static string Write(Configuration configuration, string prefix = "CONFIG_")
    {
        var text = new Utf8Writer();
        Write(configuration, prefix, text);
        return text.ToString();
    }

    internal static void Write(Configuration configuration, string prefix, Utf8Writer text)
    {
        AppendHeading(text, configuration.Tree);
        new Writer(configuration, prefix, text).WriteChildren(configuration.Tree.Root);
    }

    /// <summary>The head of the files that are not C.</summary>
    internal static void AppendHeading(Utf8Writer text, KconfigTree tree) =>
        text.Append("#\n# Automatically generated file; DO NOT EDIT.\n# ").Append(tree.MainMenuText).Append("\n#\n");

    private sealed class Writer(Configuration configuration, string prefix, Utf8Writer text)
    {
        private readonly HashSet<Symbol> _done = [];
        private readonly bool _endsMenus = !ConfigFileRules.Of(configuration.Tree.Dialect).IsLegacyLayout;
        private bool _needsBlankLine;

        /// <summary>The tree is no deeper than the builder allows.</summary>
        public void WriteChildren(MenuNode parent)
        {
            ref GrowingList<MenuNode> children = ref parent.ChildNodes;
            for (int i = 0; i < children.Count; i++)
            {
                MenuNode node = children[i];
                bool isHeading = node.Kind is MenuNodeKind.Menu or MenuNodeKind.Comment && configuration.IsVisible(node);
                if (isHeading)
                {
                    text.Append("\n#\n# ").Append(node.Prompt!.Text).Append("\n#\n");
                    _needsBlankLine = false;
                }
                else if (node.Kind is MenuNodeKind.Config or MenuNodeKind.MenuConfig)
                {
                    WriteSymbol(node.Symbol!);
                }

                WriteChildren(node);
                if (isHeading && _endsMenus && node.Kind == MenuNodeKind.Menu)
                {
                    text.Append("# end of ").Append(node.Prompt!.Text).Append('\n');
                    _needsBlankLine = true;
                }
            }
        }

        private void WriteSymbol(Symbol symbol)
        {
            configuration.Calculate(symbol);
            if (!configuration.IsWritten(symbol) || symbol.Type == SymbolType.Unknown || !_done.Add(symbol))
            {
                return;
            }

            if (_needsBlankLine)
            {
                text.Append('\n');
                _needsBlankLine = false;
            }

            SymbolLines.AppendConfig(text, prefix, symbol, configuration.GetText(symbol));
        }
    }
}
