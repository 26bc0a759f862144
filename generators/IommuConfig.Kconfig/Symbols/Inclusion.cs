namespace IommuConfig.Kconfig;

/// <summary>That a file was included.</summary>
/// <param name="path">The file.</param>
/// <param name="from">The line that includes it; null for the root.</param>
internal sealed class Inclusion(string path, SourceLocation? from)
{
    public string Path => path;

    public bool IsRoot => from is null;

    /// <summary>The line that includes a file other than the root.</summary>
    public SourceLocation From => from!.Value;
}
