using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IommuConfig.Build;

/// <summary>A use of a property <c>$(CONFIG_...)</c> in a project file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line.</param>
/// <param name="Name">The property.</param>
/// <param name="IsKnownThere">
/// Whether the property has a value at that place at all. Properties and imports are evaluated before the values are, and a restore never sees them. A
/// target sees the values that the project was evaluated with.
/// </param>
internal sealed record PropertyUse(string File, int Line, string Name, bool IsKnownThere)
{
    private static readonly Regex s_use = new(@"\$\((CONFIG_\w+)\b");

    /// <summary>The uses in a file.</summary>
    public static IEnumerable<PropertyUse> In(ProjectXml xml) =>
        from element in xml.Root.DescendantsAndSelf()
        from text in element.Attributes().Select(attribute => attribute.Value).Concat(element.Nodes().OfType<XText>().Select(node => node.Value))
        from Match match in s_use.Matches(text)
        let outer = element.AncestorsAndSelf().Select(ancestor => ancestor.Name.LocalName).ToArray()
        select new PropertyUse(xml.Path, ProjectXml.LineOf(element), match.Groups[1].Value, IsKnownIn(outer, xml.IsAfterValues));

    private static bool IsKnownIn(string[] outer, bool isAfterValues) =>
        outer.Contains("Target")
        || (outer.Any(name => name is "ItemGroup" or "ItemDefinitionGroup") ? !outer.Contains("PackageReference") : isAfterValues);
}
