using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <remarks>Out of the way of calls that nobody listens to.</remarks>
public readonly partial struct Iommu<THooks>
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TraceMapped(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, long result) =>
        IommuTrace.Log.Mapped(domain.Id, dfn.Value, mfn.Value, count, flags.ToString(), result);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TraceUnmapped(Domain domain, Dfn dfn, ulong count, long result) =>
        IommuTrace.Log.Unmapped(domain.Id, dfn.Value, count, result);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TraceFlushed(Domain domain, Dfn dfn, ulong count, FlushFlags flags, int result) =>
        IommuTrace.Log.Flushed(domain.Id, dfn.Value, count, flags.ToString(), result);
}
