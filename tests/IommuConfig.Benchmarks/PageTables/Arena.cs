using System.Runtime.InteropServices;

namespace IommuConfig.Benchmarks;

/// <summary>The memory of one peer's tables: all of it there, in huge pages if the system has them, and the same for each peer.</summary>
internal sealed unsafe partial class Arena
{
    /// <summary>The first machine frame, of memory that begins somewhere else for the program.</summary>
    public const ulong FirstFrame = 0x1000;

    /// <summary>The number of frames: 16 MiB, twice what the largest row needs.</summary>
    public const uint FrameCount = 4096;

    private const nuint Size = FrameCount * 4096;
    private const nuint Alignment = 2 << 20;
    private const int HugePages = 14; // MADV_HUGEPAGE

    private readonly byte* _start;

    public Arena()
    {
        _start = (byte*)NativeMemory.AlignedAlloc(Size, Alignment);
        _ = Advise(_start, Size, HugePages);
        Clear();
    }

    public void* Start => _start;

    /// <summary>Where the program sees machine address 0.</summary>
    public byte* Origin => _start - (FirstFrame * 4096);

    /// <summary>Fills all of it with zeros.</summary>
    public void Clear() => NativeMemory.Clear(_start, Size);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint size, int advice);
}
