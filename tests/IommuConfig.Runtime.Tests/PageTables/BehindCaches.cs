using System;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>A machine with a unit that reads memory behind the processor's caches: it sees only what was written back.</summary>
internal sealed unsafe class BehindCaches : IommuUnit, IDisposable
{
    private const uint Count = 64;

    private static readonly Mfn s_first = new(0x100);

    private readonly MachineMemory _memory = new(s_first, Count);
    private readonly MachineMemory _seen = new(s_first, Count);
    private TableRoot _root;

    internal BehindCaches()
        : base(IommuKind.IntelVtd)
    {
        _seen.Bytes(s_first.Value << 12, (int)Count << 12).Fill(0xff);
        Machine = new IommuPlatform(new FrameSource(_memory.AddressOf(s_first), s_first, Count), 1);
        Machine.Add(this);
    }

    public override int AddressBits => 48;

    public override bool IsCoherent => false;

    public override bool CachesAbsentEntries => false;

    internal IommuPlatform Machine { get; }

    public override bool Covers(DeviceId device) => true;

    public override void Attach(DeviceId device, TableRoot root, ushort domain) => _root = root;

    public override void Detach(DeviceId device) => _root = default;

    public override void SetTranslation(bool enabled)
    {
    }

    public override void SetFaultInterrupt(bool enabled)
    {
    }

    public override int FlushPages(ushort domain, Dfn first, PageOrder order) => 0;

    public override int FlushDomain(ushort domain) => 0;

    public override int FlushAll() => 0;

    public override void WriteBack(void* start, nuint size)
    {
        ulong address = (ulong)((byte*)start - (byte*)_memory.AddressOf(s_first)) + (s_first.Value << 12);
        _memory.Bytes(address, (int)size).CopyTo(_seen.Bytes(address, (int)size));
    }

    public void Dispose()
    {
        _memory.Dispose();
        _seen.Dispose();
    }

    /// <summary>What it finds for a frame of the device that was attached last.</summary>
    internal WalkResult Walk(ulong dfn) => new VtdWalk().Run(_seen, _root, dfn << 12);
}
