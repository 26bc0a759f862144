using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace IommuConfig.Build;

/// <summary>A project file, or one that is imported into it, that says something of the configuration.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Root">The content, with lines.</param>
/// <param name="IsAfterValues">Whether it is evaluated after the values, as Directory.Build.targets is.</param>
/// <param name="ProjectFolder">The folder of the project file.</param>
internal sealed record ProjectXml(string Path, XElement Root, bool IsAfterValues, string ProjectFolder)
{
    // <Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))" />
    private static readonly Regex s_fileAbove = new(@"^\$\(\[MSBuild\]::GetPathOfFileAbove\(\s*'?([\w.-]+)'?\s*(,.*)?\)\)$");

    // Most say nothing, and are not read as XML.
    private static readonly string[] s_words = ["CONFIG_", "KconfigDependsOn", "<Import"];

    /// <summary>Whether it may import more than can be told from its text.</summary>
    public bool HasUnknownImports => Imports.Any(import => Follow(import) is null);

    private IEnumerable<XElement> Imports => Root.Descendants().Where(element => element.Name.LocalName == "Import" && element.Attribute("Sdk") is null);

    /// <summary>A file, and those that it imports, where the text alone tells which they are and that they are imported.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isAfterValues">Whether it is evaluated after the values.</param>
    /// <param name="projectFile">The project file.</param>
    public static IEnumerable<ProjectXml> Read(string file, bool isAfterValues, string projectFile) =>
        Read(file, isAfterValues, System.IO.Path.GetDirectoryName(projectFile)!, new(StringComparer.Ordinal));

    /// <summary>Whether no condition decides of an element, and no target brings it.</summary>
    public static bool IsCertain(XElement element) =>
        element.AncestorsAndSelf().All(part => part.Name.LocalName is not ("Target" or "Choose") && part.Attribute("Condition") is null);

    public static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;

    private static IEnumerable<ProjectXml> Read(string file, bool isAfterValues, string projectFolder, HashSet<string> known)
    {
        if (file.Length == 0 || !File.Exists(file) || !known.Add(file))
        {
            yield break;
        }

        string text = File.ReadAllText(file);
        if (!s_words.Any(word => text.IndexOf(word, StringComparison.Ordinal) >= 0))
        {
            yield break;
        }

        ProjectXml xml = new(file, XDocument.Parse(text, LoadOptions.SetLineInfo).Root!, isAfterValues, projectFolder);
        yield return xml;
        foreach (ProjectXml imported in xml.Imports.SelectMany(import => Read(xml.Follow(import) ?? "", isAfterValues, projectFolder, known)))
        {
            yield return imported;
        }
    }

    // A file that is not there makes no difference, so asking whether it is there does not either.
    private string? Follow(XElement import) =>
        import.AncestorsAndSelf().All(part => MayBe((string?)part.Attribute("Condition"))) ? Resolve((string?)import.Attribute("Project") ?? "") : null;

    private static bool MayBe(string? condition) =>
        string.IsNullOrWhiteSpace(condition) || Regex.IsMatch(condition, @"^\s*Exists\([^()]*\)\s*$", RegexOptions.IgnoreCase);

    private string? Resolve(string import)
    {
        string folder = System.IO.Path.GetDirectoryName(Path)!;
        if (s_fileAbove.Match(import) is { Success: true } match)
        {
            string? start = match.Groups[2].Value.Contains("..") ? System.IO.Path.GetDirectoryName(folder) : folder;
            return FindAbove(match.Groups[1].Value, start);
        }

        string path = import.Replace("$(MSBuildThisFileDirectory)", folder + "/").Replace("$(MSBuildProjectDirectory)", ProjectFolder).Replace('\\', '/');
        return path.Length == 0 || path.IndexOfAny(['$', '@', '%', '*', '?']) >= 0 ? null : System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, path));
    }

    private static string? FindAbove(string name, string? folder)
    {
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, name)))
        {
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        return folder is null ? null : System.IO.Path.Combine(folder, name);
    }
}
