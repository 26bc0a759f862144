using System;

namespace IommuConfig.Kconfig;

/// <summary>A place in a file: where a symbol, a property or an assignment was written.</summary>
/// <param name="File">The file.</param>
/// <param name="Span">The part of its text.</param>
public readonly record struct SourceLocation(SourceFile File, TextSpan Span)
{
    /// <summary>The file's path as the tree names it.</summary>
    public string Path => File.Path;

    /// <summary>Where the part begins.</summary>
    public LinePosition Start => File.GetLinePosition(Span.Start);

    /// <summary>Where the part ends.</summary>
    public LinePosition End => File.GetLinePosition(Span.End);

    /// <summary>The line as people count, from 1.</summary>
    public int Line => Start.Line + 1;

    /// <summary>The place as messages name it, for example <c>Kconfig:14</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Path}:{Line}");
}
