using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>A file's path and text. Immutable; the table of line starts is made when first asked for.</summary>
/// <param name="path">Path with '/', relative to the folder of the root Kconfig.</param>
/// <param name="text">The whole text.</param>
public sealed class SourceFile(string path, string text)
{
    private const int Unknown = -2;

    private int[]? _lineStarts;

    /// <summary>Where the first byte that is not UTF-8 was replaced, -1 if none was, or <see cref="Unknown"/>.</summary>
    private int _firstBad = Unknown;

    /// <summary>Path with '/', relative to the folder of the root Kconfig.</summary>
    public string Path { get; } = path ?? throw new ArgumentNullException(nameof(path));

    /// <summary>The whole text, a byte-order mark included if the caller left one.</summary>
    public string Text { get; } = text ?? throw new ArgumentNullException(nameof(text));

    /// <summary>Decodes UTF-8 and says where it is not UTF-8.</summary>
    /// <param name="path">Path with '/', relative to the folder of the root Kconfig.</param>
    /// <param name="bytes">The file's content.</param>
    /// <param name="diagnostic">KC0001 at the first byte that is not UTF-8, else <see langword="null"/>. Parsing the result reports the same place.</param>
    /// <returns>The file; bytes that are not UTF-8 have become U+FFFD.</returns>
    public static SourceFile FromBytes(string path, byte[] bytes, out KconfigDiagnostic? diagnostic)
    {
        SourceFile file = FromBytes(path, bytes, bytes.Length, out int firstBadOffset);
        diagnostic = firstBadOffset < 0
            ? null : KconfigDiagnostic.Create(KconfigDiagnostics.NotUtf8, file, new TextSpan(file.FirstReplacement, 1), firstBadOffset);
        return file;
    }

    /// <summary>Decodes the UTF-8 at the start of a buffer.</summary>
    internal static SourceFile FromBytes(string path, byte[] buffer, int count, out int firstBadOffset)
    {
        string text = Utf8.Decode(buffer, count, out int firstBad, out firstBadOffset);
        return new SourceFile(path, text) { _firstBad = firstBad };
    }

    /// <summary>Where the first byte that is not UTF-8 was replaced by U+FFFD, or -1. In a text of unknown origin each U+FFFD counts.</summary>
    internal int FirstReplacement => _firstBad == Unknown ? _firstBad = Text.IndexOf('\uFFFD') : _firstBad;

    /// <summary>Line and column of an offset.</summary>
    /// <param name="offset">Offset in UTF-16 code units; what lies outside the text is taken as its nearer end.</param>
    public LinePosition GetLinePosition(int offset)
    {
        offset = Math.Max(0, Math.Min(offset, Text.Length));
        int[] starts = _lineStarts ??= FindLineStarts(Text);
        int line = 0, end = starts.Length;
        while (end - line > 1)
        {
            int middle = (line + end) >>> 1;
            (line, end) = starts[middle] <= offset ? (middle, end) : (line, middle);
        }

        return new LinePosition(line, offset - starts[line]);
    }

    /// <summary>Offset of the first character of a line, counted from 0.</summary>
    internal int GetOffset(int line) => (_lineStarts ??= FindLineStarts(Text))[line];

    /// <summary>The text of a part.</summary>
    /// <param name="span">A part that lies inside the text.</param>
    public string GetText(TextSpan span) => Text.Substring(span.Start, span.Length);

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (int i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            starts.Add(i + 1);
        }

        return starts.ToArray();
    }
}
