using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace IommuConfig.Generators.Helpers;

/// <summary>
/// Names of generated files. The compiler refuses some characters and two names that differ in case alone, with an exception that would take
/// all output of the generator with it.
/// </summary>
internal sealed class HintNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name as a file name that was not given before: <c>Config.runtime.Kconfig</c> becomes <c>Config.runtime.Kconfig.g.cs</c>.</summary>
    public string Add(string name)
    {
        StringBuilder text = new(name.Length);
        foreach (char c in name)
        {
            text.Append(char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '+' ? c : '_');
        }

        string free = text.ToString();
        for (int n = 2; !_taken.Add(free); n++)
        {
            free = text + "." + n.ToString(CultureInfo.InvariantCulture);
        }

        return free + ".g.cs";
    }
}
