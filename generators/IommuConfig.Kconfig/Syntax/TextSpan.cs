namespace IommuConfig.Kconfig;

/// <summary>A part of a file's text, in UTF-16 code units.</summary>
/// <param name="Start">Offset of the first unit, from 0.</param>
/// <param name="Length">Number of units; 0 marks a place between two units.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Offset just behind the last unit.</summary>
    public int End => Start + Length;

    /// <summary>The smallest span that holds both ends.</summary>
    /// <param name="start">Offset of the first unit.</param>
    /// <param name="end">Offset just behind the last unit.</param>
    public static TextSpan FromBounds(int start, int end) => new(start, end - start);
}
