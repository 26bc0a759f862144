using System;
using System.Text;

namespace IommuConfig.Tool.Conf;

/// <summary>Standard input in the pieces in which the C program reads it: lines, longer ones in parts.</summary>
internal sealed class AnswerReader(AheadStream input)
{
    /// <summary>What fits into the C program's buffer, without the 0 at its end.</summary>
    private const int MostBytes = 4095;

    private readonly byte[] _buffer = new byte[4096];
    private int _next;
    private int _end;
    private bool _isAtEnd;

    /// <summary>Reads a line with its '\n', or 127 bytes of it, or what is left at the end of input.</summary>
    /// <returns>The text up to a byte of 0, or null at the end of input.</returns>
    public string? Read()
    {
        Span<byte> line = stackalloc byte[MostBytes];
        int length = 0;
        while (length < MostBytes && Fill())
        {
            line[length] = _buffer[_next++];
            if (line[length++] == '\n')
            {
                break;
            }
        }

        if (length == 0)
        {
            return null;
        }

        int zero = line[..length].IndexOf((byte)0);
        return Encoding.UTF8.GetString(line[..(zero < 0 ? length : zero)]);
    }

    private bool Fill()
    {
        if (_next == _end && !_isAtEnd)
        {
            _next = 0;
            _end = input.Read(_buffer);
            _isAtEnd = _end == 0;
        }

        return _next < _end;
    }
}
