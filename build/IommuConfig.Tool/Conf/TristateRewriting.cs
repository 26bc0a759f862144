using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>The modes that change the user's y, m and n of tristates into one another. What is a bool at the moment stays as it is.</summary>
internal static class TristateRewriting
{
    /// <summary>Does what the mode says, or nothing if it is none of these.</summary>
    public static void Run(Configuration configuration, ConfMode mode)
    {
        (Tristate From, Tristate To)? change = mode switch
        {
            ConfMode.YesToModConfig => (Tristate.Y, Tristate.M),
            ConfMode.ModToYesConfig => (Tristate.M, Tristate.Y),
            ConfMode.ModToNoConfig => (Tristate.M, Tristate.N),
            _ => null,
        };
        if (change is not { } values)
        {
            return;
        }

        foreach (Symbol symbol in configuration.Tree.InHashOrder())
        {
            if (symbol.Type == SymbolType.Tristate && !configuration.Evaluator.IsBool(symbol)
                && configuration.GetRememberedValue(symbol) is { } value && value.Tristate == values.From)
            {
                configuration.SetUserValueRaw(symbol, value with { Tristate = values.To });
            }
        }

        configuration.InvalidateAll();
    }
}
