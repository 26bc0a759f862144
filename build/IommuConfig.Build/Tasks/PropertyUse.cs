using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace IommuConfig.Build;

/// <summary>A use of a property <c>$(CONFIG_...)</c> in a project file, outside of targets.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line.</param>
/// <param name="Name">The property.</param>
/// <param name="IsKnownThere">
/// Whether the property has a value at that place at all. Properties and imports are evaluated before the values are, and a restore never sees them.
/// </param>
internal sealed record PropertyUse(string File, int Line, string Name, bool IsKnownThere)
{
    private static readonly Regex s_use = new(@"\$\((CONFIG_\w+)\)");

    /// <summary>The uses in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isAfterValues">Whether the file is evaluated after the values, as Directory.Build.targets is.</param>
    public static IEnumerable<PropertyUse> In(string file, bool isAfterValues)
    {
        if (!Exists(file))
        {
            return [];
        }

        XElement root = XDocument.Load(file, LoadOptions.SetLineInfo).Root!;
        return from element in root.DescendantsAndSelf()
            where !element.AncestorsAndSelf().Any(ancestor => ancestor.Name.LocalName == "Target")
            from text in element.Attributes().Select(attribute => attribute.Value).Concat(element.Nodes().OfType<XText>().Select(node => node.Value))
            from Match match in s_use.Matches(text)
            select new PropertyUse(file, ((IXmlLineInfo)element).LineNumber, match.Groups[1].Value, IsKnownIn(element, isAfterValues));
    }

    private static bool Exists(string file) => file.Length != 0 && System.IO.File.Exists(file);

    private static bool IsKnownIn(XElement element, bool isAfterValues)
    {
        string[] names = [.. element.AncestorsAndSelf().Select(ancestor => ancestor.Name.LocalName)];
        return names.Any(name => name is "ItemGroup" or "ItemDefinitionGroup") ? !names.Contains("PackageReference") : isAfterValues;
    }
}
