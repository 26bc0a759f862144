using System;
using System.IO;
using System.Threading;

namespace IommuConfig.Tool.Conf;

/// <summary>
/// Standard input, read a little ahead. Who writes answers into a pipe until the program ends would otherwise fill the pipe, and be waiting in it when
/// the program ends.
/// </summary>
internal sealed class AheadStream
{
    /// <summary>How far ahead.</summary>
    private const int Size = 1 << 20;

    private readonly Stream _input;
    private readonly byte[] _ring = new byte[Size];
    private readonly object _lock = new();
    private long _written;
    private long _read;
    private bool _isAtEnd;

    public AheadStream(Stream input)
    {
        _input = input;
        new Thread(ReadAhead, maxStackSize: 128 * 1024) { IsBackground = true, Name = "answers" }.Start();
    }

    /// <summary>Reads what is there, or waits for it.</summary>
    /// <returns>How many bytes; 0 at the end.</returns>
    public int Read(byte[] buffer)
    {
        lock (_lock)
        {
            while (_written == _read && !_isAtEnd)
            {
                Monitor.Wait(_lock);
            }

            int start = (int)(_read % Size);
            int count = (int)Math.Min(Math.Min(_written - _read, Size - start), buffer.Length);
            Array.Copy(_ring, start, buffer, 0, count);
            _read += count;
            Monitor.Pulse(_lock);
            return count;
        }
    }

    private void ReadAhead()
    {
        var buffer = new byte[4096];
        int count;
        do
        {
            try
            {
                count = _input.Read(buffer, 0, buffer.Length);
            }
            catch (IOException)
            {
                count = 0;
            }

            Add(buffer, count);
        }
        while (count > 0);
    }

    private void Add(byte[] buffer, int count)
    {
        lock (_lock)
        {
            while (_written + count - _read > Size)
            {
                Monitor.Wait(_lock);
            }

            for (int i = 0; i < count; i++)
            {
                _ring[(_written + i) % Size] = buffer[i];
            }

            _written += count;
            _isAtEnd = count == 0;
            Monitor.Pulse(_lock);
        }
    }
}
