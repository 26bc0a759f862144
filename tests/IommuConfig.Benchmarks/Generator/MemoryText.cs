using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IommuConfig.Benchmarks;

/// <summary>An additional file in memory, as an editor has it.</summary>
internal sealed class MemoryText(string path, string role, string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

    public override string Path => path;

    /// <summary>What the build says of it to the generator.</summary>
    public AnalyzerConfigOptions Options { get; } = new MemoryOptions(
        new Dictionary<string, string> { ["build_metadata.AdditionalFiles.KconfigRole"] = role });

    /// <summary>The same file with another text.</summary>
    public MemoryText With(string other) => new(path, role, other);

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}

/// <summary>Options of a file or of the project.</summary>
internal sealed class MemoryOptions(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
{
    public static MemoryOptions None { get; } = new(ImmutableDictionary<string, string>.Empty);

    public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
}

/// <summary>The options of a project.</summary>
internal sealed class MemoryOptionsProvider(AnalyzerConfigOptions global) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions => global;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => MemoryOptions.None;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => ((MemoryText)textFile).Options;
}
