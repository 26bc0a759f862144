using System.Runtime.InteropServices;

namespace IommuConfig.Benchmarks;

/// <summary>The processor time of the current thread: what a thread does, however many others want the processor. Collections run on it too.</summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3; // CLOCK_THREAD_CPUTIME_ID

    /// <summary>Seconds since the thread began.</summary>
    public static unsafe double Seconds
    {
        get
        {
            long* time = stackalloc long[2];
            _ = GetTime(ThreadProcessorTime, time);
            return time[0] + (time[1] / 1e9);
        }
    }

    /// <summary>What asking for it costs, in seconds: the median of many times.</summary>
    public static double Cost()
    {
        double[] costs = new double[1001];
        for (int i = 0; i < costs.Length; i++)
        {
            double start = Seconds;
            costs[i] = Seconds - start;
        }

        return Spread.Of(costs).Median;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static unsafe partial int GetTime(int clock, long* time);
}
