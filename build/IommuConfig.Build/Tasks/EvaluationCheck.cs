using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace IommuConfig.Build;

/// <summary>
/// Whether conditions in project files were evaluated with values that are no longer true. Items and constants are put right in the same build, but
/// a condition on <c>$(CONFIG_...)</c> has been decided.
/// </summary>
internal static class EvaluationCheck
{
    private static readonly Regex s_use = new(@"\$\((CONFIG_\w+)\)");

    /// <summary>A file and a property of its conditions whose value differs from the one that was evaluated, or null.</summary>
    /// <param name="files">The project files.</param>
    /// <param name="propsFile">Where the values of the last evaluation stand.</param>
    /// <param name="evaluated">What identifies that evaluation.</param>
    /// <param name="properties">The values that are true.</param>
    public static (string File, string Property)? FindStale(
        IEnumerable<string> files, string propsFile, string evaluated, IEnumerable<KeyValuePair<string, string>> properties)
    {
        Dictionary<string, string> before = Read(propsFile, evaluated);
        Dictionary<string, string> now = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, string> property in properties)
        {
            now[property.Key] = property.Value;
        }

        foreach (string file in files.Where(File.Exists))
        {
            foreach (Match match in s_use.Matches(File.ReadAllText(file)))
            {
                string name = match.Groups[1].Value;
                if (now.TryGetValue(name, out string? value) && (!before.TryGetValue(name, out string? old) || old != value))
                {
                    return (file, name);
                }
            }
        }

        return null;
    }

    private static Dictionary<string, string> Read(string propsFile, string evaluated)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        if (evaluated.Length != 0 && File.Exists(propsFile))
        {
            try
            {
                XElement group = XDocument.Load(propsFile).Root!.Element("PropertyGroup")!;
                if (group.Element("KconfigEvaluated")!.Value == evaluated)
                {
                    foreach (XElement property in group.Elements())
                    {
                        values[property.Name.LocalName] = Uri.UnescapeDataString(property.Value);
                    }
                }
            }
            catch (XmlException)
            {
                // Not written by us, so nothing was evaluated from it.
            }
        }

        return values;
    }
}
