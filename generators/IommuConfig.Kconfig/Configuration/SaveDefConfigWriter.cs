using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Writes a defconfig: of what the user can change, only what is not as it would be anyhow. Applied to a configuration without user values, it gives
/// the values that it was written from. Ranges are not looked at: a default that its range bounds is written.
/// </summary>
public static class SaveDefConfigWriter
{
    /// <summary>Writes the assignments, in the order of the menu tree, without a heading.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="prefix">What names begin with.</param>
    /// <returns>The text, lines ending in '\n'; empty if everything is as it would be anyhow.</returns>
    public static string Write(Configuration configuration, string prefix = "CONFIG_")
    {
        var text = new Utf8Writer();
        Append(configuration ?? throw new ArgumentNullException(nameof(configuration)), prefix, text);
        return text.ToString();
    }

    /// <summary>Writes the file. A symbolic link stays, and so does what is no file, such as /dev/stdout.</summary>
    /// <param name="files">Whose files.</param>
    /// <param name="path">The file.</param>
    internal static FileError? Write(ConfigurationFiles files, string path)
    {
        files.Configuration.InvalidateAll();
        Utf8Writer text = files.Buffer;
        text.Clear();
        Append(files.Configuration, files.Prefix, text);
        ChangedInput.Report(files);
        return AtomicFile.WriteThroughLinks(files.FullPath(path), text, makesFolders: false) is { } error ? error with { Path = path } : null;
    }

    internal static void Append(Configuration configuration, string prefix, Utf8Writer text) =>
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
