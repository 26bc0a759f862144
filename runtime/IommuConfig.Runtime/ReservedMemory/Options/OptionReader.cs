using System;

namespace IommuConfig.Runtime;

/// <summary>Reads the value of an option from left to right.</summary>
internal ref struct OptionReader(string text)
{
    // The highest frame whose addresses have 64 bits.
    private const ulong HighestFrame = ulong.MaxValue >> 12;

    private readonly ReadOnlySpan<char> _text = text;
    private int _position;

    internal readonly int Column => _position + 1;

    internal readonly bool IsAtEnd => _position == _text.Length;

    internal bool TrySkip(char character)
    {
        if (IsAtEnd || _text[_position] != character)
        {
            return false;
        }

        _position++;
        return true;
    }

    internal readonly bool IsBefore(char character) => !IsAtEnd && _text[_position] == character;

    internal void SkipTo(char character)
    {
        int distance = _text[_position..].IndexOf(character);
        _position = distance < 0 ? _text.Length : _position + distance;
    }

    /// <summary>Reads the number of a frame: hexadecimal digits, after <c>0x</c> or not.</summary>
    internal bool TryReadFrame(out ulong frame) => TryReadHex(HighestFrame, out frame);

    /// <summary>Reads <c>[segment:]bus:device.function</c>. The numbers are hexadecimal.</summary>
    internal bool TryReadDevice(out DeviceId device, out bool hasSegment)
    {
        device = default;
        hasSegment = false;
        int start = _position;
        if (!TryReadHex(ushort.MaxValue, out ulong first) || !TrySkip(':') || !TryReadHex(byte.MaxValue, out ulong second))
        {
            return false;
        }

        (ulong segment, ulong bus, ulong slot) = (0, first, second);
        if (TrySkip(':'))
        {
            hasSegment = true;
            (segment, bus) = (first, second);
            if (!TryReadHex(31, out slot))
            {
                return false;
            }
        }

        if (bus > byte.MaxValue || slot > 31)
        {
            _position = start;
            return false;
        }

        if (!TrySkip('.') || !TryReadHex(7, out ulong function))
        {
            return false;
        }

        device = new DeviceId((ushort)segment, (byte)bus, (byte)(slot << 3 | function));
        return true;
    }

    // Stays where it is if there is no number, or too large a one.
    private bool TryReadHex(ulong maximum, out ulong value)
    {
        value = 0;
        int position = _position;
        if (_text[position..].StartsWith("0x", StringComparison.OrdinalIgnoreCase) && position + 2 < _text.Length && char.IsAsciiHexDigit(_text[position + 2]))
        {
            position += 2;
        }

        int first = position;
        while (position < _text.Length && char.IsAsciiHexDigit(_text[position]))
        {
            value = (value << 4) | (uint)HexDigit(_text[position]);
            if (value > maximum)
            {
                return false;
            }

            position++;
        }

        if (position == first)
        {
            return false;
        }

        _position = position;
        return true;
    }

    private static int HexDigit(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
