using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>The <c>option</c> lines of Linux 4.11 in a malformed tree: their messages, and the values of the environment, which may be in paths.</summary>
internal sealed class ConfSymbolOptions(ConfEntries entries, ConfOutput output, Func<string, string?> environment)
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private string? _defconfigList;

    /// <summary>The value of a symbol that comes from the environment; null of any other, which hardly ever occur in paths.</summary>
    public string? Value(string symbol) => _variables.TryGetValue(symbol, out string? variable) ? environment(variable) : null;

    /// <summary>Obeys a line of the current entry.</summary>
    public void Set(ConfPosition line, string option, string? value)
    {
        string symbol = entries.Current.Name;
        switch (option)
        {
            case "modules":
                entries.SetModules();
                break;
            case "env" when value is not null:
                SetEnvironment(symbol, value);
                break;
            case "defconfig_list" when _defconfigList is not null && _defconfigList != symbol:
                output.WriteErrorLine($"{line}: trying to redefine defconfig symbol");
                break;
            case "defconfig_list":
                _defconfigList = symbol;
                break;
        }
    }

    private void SetEnvironment(string symbol, string variable)
    {
        if (_variables.TryGetValue(symbol, out string? other))
        {
            if (other != variable)
            {
                output.WriteWarningLine($"{entries.Current.Position}:warning: redefining environment symbol from {other}");
            }

            return;
        }

        _variables.Add(symbol, variable);
        if (environment(variable) is null)
        {
            output.WriteWarningLine($"{entries.Current.Position}:warning: environment variable {variable} undefined");
        }
    }
}
