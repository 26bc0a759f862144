namespace IommuConfig.Kconfig;

/// <summary>
/// Writes a configuration as JSON for other programs: every defined symbol with its value, where that comes from, and where it is defined.
/// docs/json.md describes it. The same configuration gives the same text.
/// </summary>
public static class ConfigJsonWriter
{
    /// <summary>The version of the form. It grows when a member changes its meaning or goes; members may be added without.</summary>
    public const int Version = 1;

    /// <summary>Writes a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    public static string Write(Configuration configuration)
    {
        KconfigTree tree = configuration.Tree;
        var json = new JsonText();
        json.Open('{').Member("version", Version).Member("dialect", tree.Dialect.Name).Member("mainmenu", tree.MainMenuText);
        json.Open('[', "files");
        foreach (SourceFile file in tree.Files)
        {
            json.Element(file.Path);
        }

        json.Close(']').Open('[', "symbols");
        foreach (Symbol symbol in tree.Symbols)
        {
            AppendSymbol(json, configuration, symbol);
        }

        return json.Close(']').Close('}').ToString();
    }

    private static void AppendSymbol(JsonText json, Configuration configuration, Symbol symbol)
    {
        json.Open('{').Member("name", symbol.Name)
            .Member("type", symbol.Type == SymbolType.Unknown ? "unknown" : SymbolTypes.Name(symbol.Type))
            .Member("value", symbol.Type == SymbolType.Unknown ? null : configuration.GetText(symbol));
        AppendOrigin(json, configuration.GetOrigin(symbol));
        json.Member("visibility", TristateNames.Name(configuration.GetVisibility(symbol)))
            .Member("written", configuration.IsWritten(symbol))
            .Member("prompt", symbol.FirstPrompt?.Text)
            .Open('[', "definitions");
        foreach (MenuNode node in symbol.Definitions)
        {
            AppendPlace(json.Open('{'), node.Location);
            json.Close('}');
        }

        json.Close(']').Close('}');
    }

    private static void AppendOrigin(JsonText json, ValueOrigin origin)
    {
        json.Open('{', "origin").Member("kind", origin.Kind switch
        {
            ValueOriginKind.Default => "default",
            ValueOriginKind.User => "user",
            ValueOriginKind.Selected => "select",
            ValueOriginKind.Implied => "imply",
            ValueOriginKind.Choice => "choice",
            _ => "none",
        });
        if (origin.Location is { } location)
        {
            AppendPlace(json, location);
        }

        if (origin.Selector is { } selector)
        {
            json.Member("by", selector.Name);
        }

        json.Close('}');
    }

    private static void AppendPlace(JsonText json, SourceLocation location) => json.Member("file", location.Path).Member("line", location.Line);
}
