using System;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Collects a whole file as UTF-8, so that it is written at once. Cleared and used again, it does not allocate.</summary>
internal sealed class Utf8Writer
{
    private byte[] _bytes = new byte[16 * 1024];

    public byte[] Bytes => _bytes;

    public int Length { get; private set; }

    public void Clear() => Length = 0;

    public Utf8Writer Append(string text)
    {
        Reserve(text.Length * 3);
        Length += Encoding.UTF8.GetBytes(text, 0, text.Length, _bytes, Length);
        return this;
    }

    /// <summary>Appends a character of ASCII.</summary>
    public Utf8Writer Append(char c)
    {
        Reserve(1);
        _bytes[Length++] = (byte)c;
        return this;
    }

    /// <summary>Appends the text in double quotes, with a backslash before each quote and backslash.</summary>
    public Utf8Writer AppendQuoted(string text)
    {
        Append('"');
        Append(QuotedText.Escape(text));
        return Append('"');
    }

    public bool ContentEquals(byte[] other)
    {
        if (other.Length != Length)
        {
            return false;
        }

        for (int i = 0; i < other.Length; i++)
        {
            if (other[i] != _bytes[i])
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => Encoding.UTF8.GetString(_bytes, 0, Length);

    private void Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }
    }
}
