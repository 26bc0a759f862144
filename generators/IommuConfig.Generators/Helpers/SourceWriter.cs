using System;
using System.Text;

namespace IommuConfig.Generators.Helpers;

/// <summary>Writes indented lines that end in '\n' on every system.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one line, or an empty line without indentation.</summary>
    public void Line(string text = "")
    {
        if (text.Length != 0)
        {
            _text.Append(' ', _depth * 4).Append(text);
        }

        _text.Append('\n');
    }

    /// <summary>Writes an opening brace, and the closing one when the result is disposed.</summary>
    public Block Braces()
    {
        Line("{");
        _depth++;
        return new Block(this, closing: "}");
    }

    /// <summary>Indents until the result is disposed.</summary>
    public Block Indent()
    {
        _depth++;
        return new Block(this, closing: null);
    }

    public override string ToString() => _text.ToString();

    public readonly struct Block(SourceWriter writer, string? closing) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (closing is not null)
            {
                writer.Line(closing);
            }
        }
    }
}
