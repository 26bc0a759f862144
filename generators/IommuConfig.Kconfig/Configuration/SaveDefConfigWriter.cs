using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Writes a defconfig: of what the user can change, only what is not as it would be anyhow.</summary>
internal static class SaveDefConfigWriter
{
    /// <summary>Writes the file. A symbolic link stays, and so does what is no file, such as /dev/stdout.</summary>
    /// <param name="files">Whose files.</param>
    /// <param name="path">The file.</param>
    public static FileError? Write(ConfigurationFiles files, string path)
    {
        files.Configuration.InvalidateAll();
        Utf8Writer text = files.Buffer;
        text.Clear();
        Append(files.Configuration, files.Prefix, text);
        ChangedInput.Report(files);
        return AtomicFile.WriteThroughLinks(files.FullPath(path), text, makesFolders: false) is { } error ? error with { Path = path } : null;
    }

    public static void Append(Configuration configuration, string prefix, Utf8Writer text) =>
        AppendChildren(configuration, prefix, configuration.Tree.Root, [], text);

    /// <summary>The tree is no deeper than the builder allows.</summary>
    private static void AppendChildren(Configuration configuration, string prefix, MenuNode parent, HashSet<Symbol> done, Utf8Writer text)
    {
        foreach (MenuNode node in parent.Children)
        {
            if (node.Kind is MenuNodeKind.Menu or MenuNodeKind.Comment)
            {
                configuration.IsVisible(node);
            }
            else if (node.Kind is MenuNodeKind.Config or MenuNodeKind.MenuConfig && IsNeeded(configuration, node.Symbol!, done))
            {
                SymbolLines.AppendConfig(text, prefix, node.Symbol!, configuration.GetText(node.Symbol!));
            }

            AppendChildren(configuration, prefix, node, done, text);
        }
    }

    private static bool IsNeeded(Configuration configuration, Symbol symbol, HashSet<Symbol> done)
    {
        configuration.Calculate(symbol);
        return configuration.IsWritten(symbol) && symbol.Type != SymbolType.Unknown && done.Add(symbol)
            && configuration.IsChangeable(symbol)
            && configuration.GetText(symbol) != configuration.GetDefaultText(symbol)
            && !IsChosenAnyhow(configuration, symbol);
    }

    private static bool IsChosenAnyhow(Configuration configuration, Symbol symbol) =>
        symbol is { Choice: { IsOptional: false } choice, Type: SymbolType.Bool }
        && configuration.GetChoiceDefault(choice) == symbol && configuration.GetTristate(symbol) == Tristate.Y;
}
