using System.Runtime.InteropServices;

namespace IommuConfig.Benchmarks;

/// <summary>The memory of one peer's tables: all of it there, in huge pages if the system has them, and the same for each peer.</summary>
internal sealed unsafe partial class Arena
{
    /// <summary>The first machine frame, of memory that begins somewhere else for the program.</summary>
    public const ulong FirstFrame = 0x1000;

    private const nuint Size = 16 << 20;
    private const nuint Alignment = 2 << 20;
    private const int HugePages = 14; // MADV_HUGEPAGE

    private readonly byte* _start;

    public Arena()
    {
        _start = (byte*)NativeMemory.AlignedAlloc(Size, Alignment);
        _ = Advise(_start, Size, HugePages);
        Clear((uint)(Size / 4096));
    }

    public void* Start => _start;

    /// <summary>Where the program sees machine address 0.</summary>
    public byte* Origin => _start - (FirstFrame * 4096);

    /// <summary>Fills the first frames with zeros.</summary>
    public void Clear(uint frames) => NativeMemory.Clear(_start, (nuint)frames * 4096);

    /// <summary>Fills the first frames as the C library does.</summary>
    public void Fill(uint frames) => _ = Set(_start, 0x5a, (nuint)frames * 4096);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint size, int advice);

    [LibraryImport("libc", EntryPoint = "memset")]
    private static partial void* Set(void* start, int value, nuint size);
}
