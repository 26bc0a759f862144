using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>The environment as macros see it: each variable keeps the value it had when it was first read.</summary>
internal sealed class MacroEnvironment(Func<string, string?> environment, PreprocessorTrace? trace)
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, string>> _reads = [];

    /// <summary>What was set, in the order of the first reads. A name that is not set leaves nothing behind, as in the C program.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Reads => _reads;

    public string? Read(string name, SourceLocation place)
    {
        if (!_values.TryGetValue(name, out string? value))
        {
            value = environment(name);
            _values.Add(name, value);
            if (value is not null)
            {
                _reads.Add(new KeyValuePair<string, string>(name, value));
            }
        }

        trace?.Environment.Add(new EnvironmentLookup(name, value, place));
        return value;
    }
}
