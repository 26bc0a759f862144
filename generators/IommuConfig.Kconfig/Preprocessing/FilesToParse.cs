using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Parses the files of a provider when they are asked for.</summary>
internal sealed class FilesToParse(IFileProvider files, Dialect dialect) : ISyntaxTreeProvider
{
    public KconfigSyntaxTree? GetTree(string path) => files.Open(path) is { } file ? SyntaxTree.Parse(file, dialect) : null;

    public IReadOnlyList<string> Glob(string pattern) => files.Glob(pattern);

    public string? FindIgnoringCase(string path) => files.FindIgnoringCase(path);
}
