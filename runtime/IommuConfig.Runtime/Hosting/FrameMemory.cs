using System;
using System.IO;
using System.IO.MemoryMappedFiles;

namespace IommuConfig.Runtime;

/// <summary>
/// Memory of a process for a <see cref="FrameSource"/>: its own, or a file that it shares with an emulator or another process. A bare machine has
/// no need of it and gives the source its memory directly.
/// </summary>
public sealed unsafe class FrameMemory : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private FrameMemory(MemoryMappedFile file, long offset, Mfn first, uint count, bool isZeroed)
    {
        _file = file;
        try
        {
            _view = file.CreateViewAccessor(offset, (long)count * FrameSource.FrameSize);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Source = new FrameSource(start + _view.PointerOffset, first, count, isZeroed);
    }

    /// <summary>Hands out the frames.</summary>
    public FrameSource Source { get; }

    /// <summary>Memory of the process, filled with zeros. The system provides a page when it is first touched.</summary>
    /// <param name="first">The first machine frame.</param>
    /// <param name="count">The number of frames, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such count.</exception>
    /// <exception cref="IOException">The system has not so much memory.</exception>
    public static FrameMemory Native(Mfn first, uint count)
    {
        ArgumentOutOfRangeException.ThrowIfZero(count);
        return new FrameMemory(MemoryMappedFile.CreateNew(null, (long)count * FrameSource.FrameSize), 0, first, count, isZeroed: true);
    }

    /// <summary>
    /// Part of a file, which others may map as well: what is written here is what they see. Frames are cleared when they are handed out; nothing
    /// else of the file is written but the source's own notes at the beginning of the part.
    /// </summary>
    /// <param name="path">The file. It has to reach as far as the part.</param>
    /// <param name="offset">Where the part begins in it: a multiple of the size of a frame.</param>
    /// <param name="first">The machine frame that it begins with.</param>
    /// <param name="count">The number of frames, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such offset or count, or the file is too short.</exception>
    /// <exception cref="IOException">The file cannot be opened, or not be mapped.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static FrameMemory SharedFile(string path, long offset, Mfn first, uint count)
    {
        ArgumentOutOfRangeException.ThrowIfZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(offset % FrameSource.FrameSize, 0, nameof(offset));
        long end = offset + ((long)count * FrameSource.FrameSize);
        if (new FileInfo(path).Length < end)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"'{path}' has not the {end} bytes that the part ends at.");
        }

        return new FrameMemory(MemoryMappedFile.CreateFromFile(path, FileMode.Open), offset, first, count, isZeroed: false);
    }

    /// <summary>Gives the memory back, once. Nothing of it, and no table in it, may be used any more.</summary>
    public void Dispose()
    {
        if (_view.SafeMemoryMappedViewHandle.IsClosed)
        {
            return;
        }

        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
