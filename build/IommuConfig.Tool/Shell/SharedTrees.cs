using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Shell;

/// <summary>Parsed files that several threads use: each is read and parsed once, by the first that asks for it.</summary>
/// <param name="files">The files; several threads open some.</param>
/// <param name="dialect">What they are written in.</param>
internal sealed class SharedTrees(IFileProvider files, Dialect dialect) : ISyntaxTreeProvider
{
    private readonly ConcurrentDictionary<string, Lazy<KconfigSyntaxTree?>> _trees = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public KconfigSyntaxTree? GetTree(string path) =>
        _trees.GetOrAdd(path, static (path, trees) => new Lazy<KconfigSyntaxTree?>(() => trees.Parse(path)), this).Value;

    /// <inheritdoc/>
    public IReadOnlyList<string> Glob(string pattern) => files.Glob(pattern);

    /// <inheritdoc/>
    public string? FindIgnoringCase(string path) => files.FindIgnoringCase(path);

    private KconfigSyntaxTree? Parse(string path) => files.Open(path) is { } file ? SyntaxTree.Parse(file, dialect) : null;
}
