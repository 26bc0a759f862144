using System;
using System.Runtime.InteropServices;

namespace IommuConfig.Benchmarks;

/// <summary>Page tables in C, from a library with the functions of Native/pagetables_loops.h.</summary>
internal sealed unsafe class NativePeer : PageTablePeer
{
    private readonly delegate* unmanaged<void*, ulong, ulong, void> _build;
    private readonly delegate* unmanaged<Walk*, long> _map;
    private readonly delegate* unmanaged<Walk*, long> _unmap;
    private readonly delegate* unmanaged<ulong*, ulong, ulong, long> _mapEach;
    private readonly delegate* unmanaged<ulong*, ulong, ulong, long> _remapEach;
    private readonly delegate* unmanaged<ulong*, ulong, ulong> _lookup;

    /// <summary>Loads a library, which has one table.</summary>
    /// <param name="name">What it is called in tables.</param>
    /// <param name="library">Its path.</param>
    public NativePeer(string name, string library)
        : base(name)
    {
        IntPtr handle = NativeLibrary.Load(library);
        _build = (delegate* unmanaged<void*, ulong, ulong, void>)NativeLibrary.GetExport(handle, "peer_build");
        _map = (delegate* unmanaged<Walk*, long>)NativeLibrary.GetExport(handle, "peer_map");
        _unmap = (delegate* unmanaged<Walk*, long>)NativeLibrary.GetExport(handle, "peer_unmap");
        _mapEach = (delegate* unmanaged<ulong*, ulong, ulong, long>)NativeLibrary.GetExport(handle, "peer_map_each");
        _remapEach = (delegate* unmanaged<ulong*, ulong, ulong, long>)NativeLibrary.GetExport(handle, "peer_remap_each");
        _lookup = (delegate* unmanaged<ulong*, ulong, ulong>)NativeLibrary.GetExport(handle, "peer_lookup");
    }

    /// <inheritdoc/>
    public override ulong* Root => (ulong*)Arena.Start;

    /// <inheritdoc/>
    public override long Map(in Walk walk)
    {
        fixed (Walk* pointer = &walk)
        {
            return _map(pointer);
        }
    }

    /// <inheritdoc/>
    public override long Unmap(in Walk walk)
    {
        fixed (Walk* pointer = &walk)
        {
            return _unmap(pointer);
        }
    }

    /// <inheritdoc/>
    public override long MapEach(ulong* dfns, ulong count, ulong offset) => _mapEach(dfns, count, offset);

    /// <inheritdoc/>
    public override long RemapEach(ulong* dfns, ulong count, ulong offset) => _remapEach(dfns, count, offset);

    /// <inheritdoc/>
    public override ulong Lookup(ulong* dfns, ulong count) => _lookup(dfns, count);

    /// <inheritdoc/>
    protected override void Build(uint frames) => _build(Arena.Start, Arena.FirstFrame, frames);
}
