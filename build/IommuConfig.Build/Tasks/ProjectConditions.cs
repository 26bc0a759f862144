using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace IommuConfig.Build;

/// <summary>
/// Whether conditions in project files were evaluated with values that are no longer true. Items and constants are put right in the same build, but
/// a condition on <c>$(CONFIG_...)</c> has been decided.
/// </summary>
internal static class ProjectConditions
{
    /// <summary>Those of the uses that were evaluated with another value than the one that is true.</summary>
    /// <param name="uses">The uses.</param>
    /// <param name="propsFile">Where the values of the last evaluation stand.</param>
    /// <param name="evaluated">What identifies that evaluation.</param>
    /// <param name="values">The values that are true.</param>
    public static IEnumerable<PropertyUse> FindStale(
        IEnumerable<PropertyUse> uses, string propsFile, string evaluated, IReadOnlyDictionary<string, string> values)
    {
        Dictionary<string, string> before = Read(propsFile, evaluated);
        return uses.Where(use => !before.TryGetValue(use.Name, out string? old) || old != values[use.Name]);
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
