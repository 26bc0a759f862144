using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Writes a .config byte for byte as Linux 7.3's conf does (docs/kconfig-semantics.md), with '\n' line ends.</summary>
public static class DotConfigWriter
{
    /// <summary>Writes a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    public static string Write(Configuration configuration)
    {
        var writer = new Writer(configuration);
        return writer.Write();
    }

    private sealed class Writer(Configuration configuration)
    {
        private readonly StringBuilder _text = new();
        private readonly bool[] _isDone = new bool[configuration.Tree.Symbols.Count];
        private bool _needsBlankLine;

        public string Write()
        {
            _text.Append("#\n# Automatically generated file; DO NOT EDIT.\n# ").Append(configuration.Tree.MainMenuText).Append("\n#\n");
            WriteChildren(configuration.Tree.Root);
            return _text.ToString();
        }

        /// <summary>The tree is no deeper than the builder allows.</summary>
        private void WriteChildren(MenuNode parent)
        {
            foreach (MenuNode node in parent.Children)
            {
                bool isHeading = node.Kind is MenuNodeKind.Menu or MenuNodeKind.Comment
                    && configuration.IsVisible(node);
                if (isHeading)
                {
                    _text.Append("\n#\n# ").Append(node.Prompt!.Text).Append("\n#\n");
                    _needsBlankLine = false;
                }
                else if (node.Symbol is { } symbol && !_isDone[symbol.Index])
                {
                    _isDone[symbol.Index] = true;
                    WriteSymbol(symbol);
                }

                WriteChildren(node);
                if (isHeading && node.Kind == MenuNodeKind.Menu)
                {
                    _text.Append("# end of ").Append(node.Prompt!.Text).Append('\n');
                    _needsBlankLine = true;
                }
            }
        }

        private void WriteSymbol(Symbol symbol)
        {
            if (symbol.Type == SymbolType.Unknown || !configuration.IsWritten(symbol))
            {
                return;
            }

            _text.Append(_needsBlankLine ? "\n" : "");
            _needsBlankLine = false;
            SymbolValue value = configuration.GetValue(symbol);
            if (SymbolTypes.IsLogical(symbol.Type) && value.Tristate == Tristate.N)
            {
                _text.Append("# CONFIG_").Append(symbol.Name).Append(" is not set\n");
                return;
            }

            _text.Append("CONFIG_").Append(symbol.Name).Append('=');
            _text.Append(symbol.Type == SymbolType.String ? QuotedText.Of(value.Text) : value.ToString()).Append('\n');
        }
    }
}
