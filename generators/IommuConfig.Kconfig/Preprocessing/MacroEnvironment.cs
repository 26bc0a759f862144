using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>The environment as macros see it: each variable keeps the value it had when it was first read.</summary>
internal sealed class MacroEnvironment(LoadOptions options, MessageLog log)
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, string>> _reads = [];

    /// <summary>What was set, in the order of the first reads. A name that is not set leaves nothing behind, as in the C program.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Reads => _reads;

    /// <summary>How often a variable was read that must be passed and is not: each time, a text came out with a hole.</summary>
    public int Holes { get; private set; }

    public string? Read(string name, SourceLocation place)
    {
        if (!_values.TryGetValue(name, out string? value))
        {
            value = options.Environment(name);
            _values.Add(name, value);
            if (value is not null)
            {
                _reads.Add(new KeyValuePair<string, string>(name, value));
            }
            else if (IsMissing(name, value))
            {
                log.Report(KconfigDiagnostics.UnknownVariable, place, name);
            }
        }

        Holes += IsMissing(name, value) ? 1 : 0;
        options.Trace?.Environment.Add(new EnvironmentLookup(name, value, place));
        return value;
    }

    private bool IsMissing(string name, string? value) => value is null && options.RequiresVariables && !IsArgument(name);

    // $(3) in a macro that is called with two arguments is empty.
    private static bool IsArgument(string name)
    {
        foreach (char c in name)
        {
            if (c is < '0' or > '9')
            {
                return false;
            }
        }

        return name.Length != 0;
    }
}
