using System.Runtime.InteropServices;

namespace IommuConfig.Benchmarks;

/// <summary>The processor that a thread runs on.</summary>
internal static unsafe partial class Processor
{
    /// <summary>Keeps the current thread where it is, as threads that it starts from now on.</summary>
    public static void Pin()
    {
        const int Words = 16;
        int processor = Current();
        ulong* mask = stackalloc ulong[Words];
        mask[processor / 64] = 1UL << (processor % 64);
        if (processor < 0 || SetAffinity(0, Words * sizeof(ulong), mask) != 0)
        {
            throw new BenchmarkException("The thread cannot be kept on one processor.");
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int Current();

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint size, ulong* mask);
}
