using System.Collections.Generic;
using System.Linq;
using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>
/// An IOMMU in software. It walks the tables in memory, remembers what it found, and forgets it only when told, so a flush that is missing
/// shows as a translation that is out of date.
/// </summary>
public sealed class SoftwareUnit : IommuUnit
{
    private readonly MachineMemory _memory;
    private readonly byte[]? _buses;
    private readonly Dictionary<DeviceId, Context> _contexts = [];
    private readonly Dictionary<(ushort Domain, ulong Page), SecondLevelWalk.Translation> _remembered = [];
    private readonly List<DmaFault> _faults = [];

    /// <summary>Makes a unit.</summary>
    /// <param name="kind">What it is; they differ in nothing else.</param>
    /// <param name="memory">The memory it walks tables in.</param>
    /// <param name="buses">The buses whose devices it translates for; null for all.</param>
    /// <param name="cachesAbsentEntries">Whether it remembers pages that are not mapped, too.</param>
    /// <param name="addressBits">39 for tables of three levels at most, 48 for four.</param>
    public SoftwareUnit(IommuKind kind, MachineMemory memory, byte[]? buses = null, bool cachesAbsentEntries = false, int addressBits = 48)
        : base(kind)
    {
        _memory = memory;
        _buses = buses;
        CachesAbsentEntries = cachesAbsentEntries;
        AddressBits = addressBits;
    }

    /// <inheritdoc/>
    public override int AddressBits { get; }

    /// <inheritdoc/>
    public override bool CachesAbsentEntries { get; }

    /// <summary>The number of bits of a machine address, from 32 to 52.</summary>
    public int HostAddressBits { get; init; } = 39;

    /// <summary>Whether it translates. While it does not, requests pass as they are.</summary>
    public bool IsTranslating { get; private set; }

    /// <summary>Whether it would interrupt a processor on a fault.</summary>
    public bool HasFaultInterrupt { get; private set; }

    /// <summary>The requests it blocked, oldest first.</summary>
    public IReadOnlyList<DmaFault> Faults => _faults;

    /// <summary>The number of translations it remembers.</summary>
    public int RememberedCount => _remembered.Count;

    /// <summary>The number of flushes of any size it was told to do.</summary>
    public int FlushCount { get; private set; }

    /// <summary>What every flush answers; with an error, nothing is forgotten.</summary>
    public int FlushResult { get; set; }

    /// <inheritdoc/>
    public override bool Covers(DeviceId device) => _buses is null || _buses.Contains(device.Bus);

    /// <inheritdoc/>
    public override void Attach(DeviceId device, Mfn root, int levels, ushort domain) =>
        _contexts[device] = new Context(root.Value * FrameSource.FrameSize, levels, domain);

    /// <inheritdoc/>
    public override void Detach(DeviceId device) => _contexts.Remove(device);

    /// <inheritdoc/>
    public override void SetTranslation(bool enabled) => IsTranslating = enabled;

    /// <inheritdoc/>
    public override void SetFaultInterrupt(bool enabled) => HasFaultInterrupt = enabled;

    /// <inheritdoc/>
    public override int FlushPages(ushort domain, Dfn first, PageOrder order) =>
        Forget(domain, first.Value, first.Value + (order.FrameCount - 1));

    /// <inheritdoc/>
    public override int FlushDomain(ushort domain) => Forget(domain, 0, ulong.MaxValue);

    /// <inheritdoc/>
    public override int FlushAll() => Forget(null, 0, ulong.MaxValue);

    /// <summary>Forgets the faults.</summary>
    public void ClearFaults() => _faults.Clear();

    /// <summary>
    /// What sleep does to it: it no longer translates or interrupts, and remembers arbitrary things of before. Its tables are in memory and stay.
    /// </summary>
    public void LosePower()
    {
        IsTranslating = false;
        HasFaultInterrupt = false;
    }

    /// <summary>Translates a request within one page, as a device's DMA is.</summary>
    /// <param name="device">Who makes it.</param>
    /// <param name="address">The device address.</param>
    /// <param name="isWrite">Whether it is a write.</param>
    /// <param name="machineAddress">Where it goes.</param>
    /// <returns>Why it was blocked; then it is also in <see cref="Faults"/>.</returns>
    public FaultReason Translate(DeviceId device, ulong address, bool isWrite, out ulong machineAddress)
    {
        machineAddress = address;
        if (!IsTranslating)
        {
            return FaultReason.None;
        }

        FaultReason reason = Find(device, address, out SecondLevelWalk.Translation found);
        if (reason == FaultReason.None && !(isWrite ? found.IsWritable : found.IsReadable))
        {
            reason = isWrite ? FaultReason.WriteDenied : FaultReason.ReadDenied;
        }

        if (reason != FaultReason.None)
        {
            _faults.Add(new DmaFault(device, address, isWrite, reason));
        }

        machineAddress = found.Page | (address & (FrameSource.FrameSize - 1));
        return reason;
    }

    private FaultReason Find(DeviceId device, ulong address, out SecondLevelWalk.Translation found)
    {
        found = default;
        if (!_contexts.TryGetValue(device, out Context context))
        {
            return FaultReason.ContextNotPresent;
        }

        if (context.Levels < 3 || 12 + (9 * context.Levels) > AddressBits || !_memory.Contains(context.Root, FrameSource.FrameSize))
        {
            return FaultReason.InvalidContext;
        }

        (ushort, ulong) key = (context.Domain, address / FrameSource.FrameSize);
        if (_remembered.TryGetValue(key, out found))
        {
            return FaultReason.None;
        }

        FaultReason reason = SecondLevelWalk.Run(_memory, HostAddressBits, context.Root, context.Levels, address, out found);
        if (reason == FaultReason.None && (found.IsPresent || CachesAbsentEntries))
        {
            _remembered[key] = found;
        }

        return reason;
    }

    // A dictionary may be thinned out while one goes through it.
    private int Forget(ushort? domain, ulong first, ulong last)
    {
        FlushCount++;
        if (FlushResult != 0)
        {
            return FlushResult;
        }

        foreach ((ushort Domain, ulong Page) key in _remembered.Keys)
        {
            if ((domain is null || key.Domain == domain) && key.Page >= first && key.Page <= last)
            {
                _remembered.Remove(key);
            }
        }

        return 0;
    }

    private readonly record struct Context(ulong Root, int Levels, ushort Domain);
}
