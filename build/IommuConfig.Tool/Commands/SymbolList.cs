using System.Collections.Generic;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary>Prints symbols: one line each with value, type, place and prompt.</summary>
internal static class SymbolList
{
    public static void Print(Workspace workspace, Configuration configuration, IReadOnlyList<Symbol> symbols)
    {
        if (workspace.IsJson)
        {
            workspace.Output.WriteJson(json =>
            {
                json.WriteStartArray();
                foreach (Symbol symbol in symbols)
                {
                    json.WriteStartObject();
                    json.WriteString("name", symbol.Name);
                    json.WriteString("type", SymbolSummary.TypeName(symbol.Type));
                    json.WriteString("value", configuration.GetValue(symbol).ToString());
                    json.WriteString("prompt", symbol.FirstPrompt?.Text);
                    json.WriteString("place", symbol.Definitions[0].Location.ToString());
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return;
        }

        foreach (Symbol symbol in symbols)
        {
            workspace.Output.Out.WriteLine(SymbolSummary.Of(symbol, configuration));
        }
    }
}
