using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Trees that were parsed before, for callers that keep them per file.</summary>
public sealed class ParsedFiles : ISyntaxTreeProvider
{
    private readonly PathSet<KconfigSyntaxTree> _trees = new();

    /// <summary>Makes the set.</summary>
    /// <param name="trees">The trees; of two with one path the later counts.</param>
    public ParsedFiles(IEnumerable<KconfigSyntaxTree> trees)
    {
        foreach (KconfigSyntaxTree tree in trees)
        {
            _trees.Add(tree.File.Path, tree);
        }
    }

    /// <inheritdoc/>
    public KconfigSyntaxTree? GetTree(string path) => _trees.Find(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> Glob(string pattern) => _trees.Glob(pattern);

    /// <inheritdoc/>
    public string? FindIgnoringCase(string path) => _trees.FindIgnoringCase(path);
}
