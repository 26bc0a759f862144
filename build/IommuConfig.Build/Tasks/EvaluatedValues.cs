using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

using IommuConfig.Kconfig;

namespace IommuConfig.Build;

/// <summary>What a project knows of its configuration when it is evaluated: the content of kconfig.g.props.</summary>
internal sealed class EvaluatedValues
{
    private readonly IReadOnlyList<string> _falseConditions;

    /// <summary>Takes the values.</summary>
    /// <param name="project">The tree and the values.</param>
    /// <param name="switches">The feature switches.</param>
    /// <param name="falseConditions">The conditions of items that do not hold.</param>
    /// <param name="inputsFile">The full path of the file of <see cref="BuildInputs"/>.</param>
    public EvaluatedValues(
        ProjectConfiguration project, IEnumerable<(string Name, string Value)> switches, IEnumerable<string> falseConditions, string inputsFile)
    {
        _falseConditions = [.. falseConditions];
        Switches = [.. switches];
        Properties = [.. project.Tree.Symbols.Select(symbol => new KeyValuePair<string, string>("CONFIG_" + symbol.Name, project.Values.GetValue(symbol).ToString()))];
        DefinedConstants = string.Join(";", project.Tree.Symbols
            .Where(symbol => symbol.Type is SymbolType.Bool or SymbolType.Tristate && IsPlain(symbol.Name))
            .Select(symbol => (symbol.Name, Value: project.Values.GetValue(symbol).Tristate))
            .Where(entry => entry.Value != Tristate.N)
            .Select(entry => "CONFIG_" + entry.Name + (entry.Value == Tristate.M ? "_MODULE" : "")));
        Files =
        [
            .. project.Tree.Files.Select((file, i) => new KconfigFile(project.PathOf(file.Path), i == 0 ? "root" : "source", file.Path)),
            .. project.ConfigFile is { } config ? (KconfigFile[])[new KconfigFile(config.Path, "config", "")] : [],
            new KconfigFile(Path.GetFullPath(inputsFile), "inputs", ""),
        ];
        Hash = Compute(project);
    }

    /// <summary>The values of the symbols by CONFIG_NAME.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Properties { get; }

    /// <summary>The preprocessor symbols, with ';' between them.</summary>
    public string DefinedConstants { get; }

    /// <summary>The files of the tree, the configuration, and what the build tells the tree.</summary>
    public IReadOnlyList<KconfigFile> Files { get; }

    /// <summary>The feature switches with their values.</summary>
    public IReadOnlyList<(string Name, string Value)> Switches { get; }

    /// <summary>Another one whenever anything here, or the text of a file, is another.</summary>
    public string Hash { get; }

    /// <summary>The project file that is imported.</summary>
    public string ToXml()
    {
        XElement properties = new("PropertyGroup",
            new XElement("KconfigEvaluated", Hash),
            new XElement("KconfigDefinedConstants", DefinedConstants),
            Properties.Where(property => IsPlain(property.Key)).Select(property => new XElement(property.Key, Escape(property.Value))));
        XElement items = new("ItemGroup",
            Files.Select(file => new XElement("_KconfigEvaluatedFile",
                new XAttribute("Include", Escape(file.Path)), new XAttribute("KconfigRole", file.Role), new XAttribute("KconfigName", Escape(file.Name)))),
            Switches.Select(entry => new XElement("_KconfigEvaluatedSwitch",
                new XAttribute("Include", Escape(entry.Name)), new XAttribute("Value", entry.Value))));
        return new XElement("Project", new XComment(" Written by the build from the Kconfig tree and the configuration. "), properties, items) + "\n";
    }

    // What is not to be understood by MSBuild, https://learn.microsoft.com/visualstudio/msbuild/msbuild-special-characters
    private static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '%' or '$' or '@' or '\'' or ';' or '?' or '*' or < ' ')
            {
                escaped.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            }
            else if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
            {
                escaped.Append(c).Append(text[++i]);
            }
            else
            {
                // What XML cannot hold.
                escaped.Append(XmlConvert.IsXmlChar(c) ? c : '\uFFFD');
            }
        }

        return escaped.ToString();
    }

    // Whether it can be a part of the name of a property or a preprocessor symbol.
    private static bool IsPlain(string name) => name.All(c => c is '_' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'));

    private string Compute(ProjectConfiguration project)
    {
        StringBuilder content = new();
        foreach (SourceFile file in project.Tree.Files)
        {
            content.Append(file.Path).Append('\0').Append(file.Text).Append('\0');
        }

        content.Append(project.Tree.Dialect.Name).Append('\0').Append(project.ConfigFile?.Text).Append('\0').Append(project.Inputs).Append('\0');
        content.Append(string.Join("\0", Files.Select(file => file.Path))).Append('\0').Append(string.Join("\0", _falseConditions));
        content.Append(string.Join("\0", Switches.Select(entry => entry.Name + "=" + entry.Value)));
        using SHA256 algorithm = SHA256.Create();
        byte[] hash = algorithm.ComputeHash(Encoding.UTF8.GetBytes(content.ToString()));
        return BitConverter.ToString(hash).Replace("-", "").ToLowerInvariant();
    }
}
