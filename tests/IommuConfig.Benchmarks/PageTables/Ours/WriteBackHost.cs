using System.Runtime.InteropServices;
using IommuConfig.Runtime;

namespace IommuConfig.Benchmarks;

/// <summary>The surroundings of hardware that does not look into caches: lines are written back by the C function that the textbook uses.</summary>
internal readonly unsafe struct WriteBackHost : IPageTableHost
{
    private readonly delegate* unmanaged[SuppressGCTransition]<void*, nuint, void> _writeBack;

    /// <summary>Takes the function from a library.</summary>
    public WriteBackHost(string library) =>
        _writeBack = (delegate* unmanaged[SuppressGCTransition]<void*, nuint, void>)NativeLibrary.GetExport(NativeLibrary.Load(library), "peer_write_back");

    /// <inheritdoc/>
    public bool IsPreemptionPending => false;

    /// <inheritdoc/>
    public int Invalidate(Dfn first, ulong count) => 0;

    /// <inheritdoc/>
    public void WriteBack(void* start, nuint size) => _writeBack(start, size);
}
