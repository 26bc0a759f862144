using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>What listnewconfig and helpnewconfig print.</summary>
internal static class NewSymbolList
{
    public static void Print(ConfSession session, MenuNode node, Symbol symbol)
    {
        if (session.Options.Mode == ConfMode.HelpNewConfig)
        {
            session.Console.WriteOutput("-----\n");
            session.Console.WriteOutput(HelpText.Shown(session, node));
            session.Console.WriteOutput("-----\n");
        }
        else if ((symbol.OwnChoice is null || symbol.Name.Length > 0)
            && (symbol.Choice is null || session.Dialect.Messages != MessageShapes.Legacy))
        {
            session.Console.WriteOutput(Line(session, symbol));
        }
    }

    private static string Line(ConfSession session, Symbol symbol)
    {
        string name = (session.Host.Environment("CONFIG_") ?? "CONFIG_") + symbol.Name;
        if (session.Dialect.Messages == MessageShapes.Legacy)
        {
            return name + "\n";
        }

        string value = session.Configuration.GetText(symbol);
        return symbol.Type switch
        {
            SymbolType.Unknown => "",
            SymbolType.String => $"{name}={QuotedText.Of(value)}\n",
            _ => $"{name}={value}\n",
        };
    }
}
