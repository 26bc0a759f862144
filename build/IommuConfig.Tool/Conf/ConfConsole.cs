using System;
using System.IO;
using System.Text;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>
/// The two streams, buffered as the C library does: standard output by lines on a terminal and otherwise by blocks, standard error not at all. So
/// the two come in C's order where they end in the same place.
/// </summary>
internal sealed class ConfConsole(Stream output, Stream error, bool isTerminal) : IConfConsole
{
    private readonly byte[] _buffer = new byte[4096];
    private int _used;

    public void WriteOutput(string text)
    {
        WriteOutput(Encoding.UTF8.GetBytes(text));
        if (isTerminal && text.Contains('\n'))
        {
            Flush();
        }
    }

    /// <summary>Writes bytes of standard output.</summary>
    public void WriteOutput(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_used == _buffer.Length)
            {
                Flush();
            }

            int count = Math.Min(bytes.Length, _buffer.Length - _used);
            bytes[..count].CopyTo(_buffer.AsSpan(_used));
            _used += count;
            bytes = bytes[count..];
        }
    }

    public void WriteError(string text)
    {
        error.Write(Encoding.UTF8.GetBytes(text));
        error.Flush();
    }

    /// <summary>Passes on what standard output still holds.</summary>
    public void Flush()
    {
        output.Write(_buffer, 0, _used);
        output.Flush();
        _used = 0;
    }
}
