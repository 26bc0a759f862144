using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

using IommuConfig.Kconfig;

using Microsoft.Build.Framework;

namespace IommuConfig.Build;

/// <summary>
/// What a project says in vain, which MSBuild passes over in silence: names of properties that are almost those of symbols, and conditions of files that are
/// not there. Of files that are imported nothing is said: other projects, with other trees, may import them too.
/// </summary>
/// <param name="xml">The project file.</param>
/// <param name="report">Receives the code and the text of a message, and the line.</param>
internal sealed class ProjectMistakes(ProjectXml xml, Action<string, string, int> report)
{
    /// <summary>Reports the names.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="values">The properties that the tree makes.</param>
    /// <param name="isProperty">Whether something else makes a property of a name.</param>
    public void ReportNames(KconfigTree tree, IReadOnlyDictionary<string, string> values, Func<string, bool> isProperty)
    {
        foreach (PropertyUse use in PropertyUse.In(xml).Where(use => !values.ContainsKey(use.Name) && !isProperty(use.Name)).Distinct())
        {
            // What is like no symbol may come from an environment where it is not missing.
            if (tree.FindSimilar(use.Name.Substring("CONFIG_".Length)) is { } similar)
            {
                report("KC2021", $"$({use.Name}) is empty: no Kconfig file defines it; did you mean 'CONFIG_{similar}'?", use.Line);
            }
        }
    }

    /// <summary>Reports the files.</summary>
    /// <param name="items">The items with KconfigDependsOn that there are.</param>
    public void ReportFiles(IReadOnlyList<ITaskItem> items)
    {
        string folder = Path.GetDirectoryName(xml.Path)!;
        foreach (XElement element in xml.Root.Descendants().Where(IsCondition).Where(ProjectXml.IsCertain))
        {
            foreach (string name in ((string)element.Attribute("Update")).Split(';').Select(part => part.Trim()).Where(IsPlain))
            {
                string path = Path.GetFullPath(Path.Combine(folder, name.Replace('\\', '/')));
                if (!File.Exists(path) && !items.Any(item => string.Equals(item.GetMetadata("FullPath"), path, StringComparison.OrdinalIgnoreCase)))
                {
                    report("KC2020", $"KconfigDependsOn is said of '{name}', and there is no such file{Hint(path)}", ProjectXml.LineOf(element));
                }
            }
        }
    }

    private static bool IsCondition(XElement element) =>
        element.Name.LocalName is "Compile" or "Content" or "EmbeddedResource" or "None" && element.Attribute("Update") is not null
        && (element.Attribute("KconfigDependsOn") is not null || element.Elements().Any(child => child.Name.LocalName == "KconfigDependsOn"));

    private static bool IsPlain(string name) => name.Length != 0 && name.IndexOfAny(['$', '@', '%', '*', '?']) < 0;

    private static string Hint(string path) => Path.GetDirectoryName(path) is { } folder && Directory.Exists(folder)
        ? DidYouMean.Hint(Path.GetFileName(path), Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).OrderBy(name => name, StringComparer.Ordinal))
        : "";
}
