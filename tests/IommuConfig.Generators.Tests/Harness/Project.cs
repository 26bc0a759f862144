using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IommuConfig.Generators.Tests.Harness;

/// <summary>A project as the compiler is given it: C# files, Kconfig files, a configuration, properties.</summary>
internal sealed record Project
{
    public ImmutableArray<(string Path, string Text)> Sources { get; init; } = [];

    public ImmutableArray<Text> Texts { get; init; } = [];

    /// <summary>What the package promises to work with; a test of younger syntax raises it.</summary>
    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public ImmutableDictionary<string, string> Properties { get; init; } =
        ImmutableDictionary<string, string>.Empty.Add("build_property.KconfigNamespace", "Sample").Add("build_property.KconfigClass", "Config");

    public ImmutableArray<AdditionalText> AdditionalTexts => ImmutableArray<AdditionalText>.CastUp(Texts);

    public AnalyzerConfigOptionsProvider Options => new Provider(this);

    // An edit keeps the file's place in the list, as the build does.
    public Project WithSource(string text, string path = "Program.cs")
    {
        int index = Sources.IndexOf(Sources.FirstOrDefault(old => old.Path == path));
        return this with { Sources = index < 0 ? Sources.Add((path, text)) : Sources.SetItem(index, (path, text)) };
    }

    /// <summary>A Kconfig file; the one called "Kconfig" is the root.</summary>
    public Project WithKconfig(string text, string path = "Kconfig") => With(new Text(path, path == "Kconfig" ? "root" : "source", text));

    public Project WithConfig(string text, string path = ".config") => With(new Text(path, "config", text));

    public Project WithProperty(string name, string value) => this with { Properties = Properties.SetItem("build_property." + name, value) };

    public Project With(Text text)
    {
        int index = Texts.IndexOf(Texts.FirstOrDefault(old => old.Path == text.Path)!);
        return this with { Texts = index < 0 ? Texts.Add(text) : Texts.SetItem(index, text) };
    }

    /// <summary>An additional file.</summary>
    internal sealed class Text(string path, string role, SourceText? text) : AdditionalText
    {
        public Text(string path, string role, string text)
            : this(path, role, SourceText.From(text, Encoding.UTF8))
        {
        }

        public override string Path => path;

        public string Role => role;

        /// <summary>The path by which the tree sources it, where the build says so.</summary>
        public string Name { get; init; } = "";

        public override SourceText? GetText(System.Threading.CancellationToken cancellationToken = default) => text;
    }

    private sealed class Provider(Project project) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(project.Properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(ImmutableDictionary<string, string>.Empty);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(ImmutableDictionary<string, string>.Empty
            .Add("build_metadata.AdditionalFiles.KconfigRole", ((Text)textFile).Role)
            .Add("build_metadata.AdditionalFiles.KconfigName", ((Text)textFile).Name));
    }

    private sealed class Values(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            values.TryGetValue(key, out value);
    }
}
