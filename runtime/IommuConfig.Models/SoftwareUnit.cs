using System.Collections.Generic;
using System.Linq;
using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>
/// An IOMMU in software. It walks the tables in memory, remembers what it found, and forgets it only when told, so a flush that is missing
/// shows as a translation that is out of date. Any number of threads may program it and translate at the same time.
/// </summary>
public sealed class SoftwareUnit : IommuUnit
{
    private readonly MachineMemory _memory;
    private readonly byte[]? _buses;
    private readonly Dictionary<DeviceId, Context> _contexts = [];
    private readonly List<DmaFault> _faults = [];

    /// <summary>Makes a unit.</summary>
    /// <param name="kind">What it is, and so the format of the tables that it walks.</param>
    /// <param name="memory">The memory it walks tables in.</param>
    /// <param name="buses">The buses whose devices it translates for; null for all.</param>
    /// <param name="cachesAbsentEntries">Whether it remembers pages that are not mapped, too.</param>
    /// <param name="addressBits">The most bits of a device address that it translates; it refuses a table for more.</param>
    public SoftwareUnit(IommuKind kind, MachineMemory memory, byte[]? buses = null, bool cachesAbsentEntries = false, int addressBits = 48)
        : base(kind)
    {
        _memory = memory;
        _buses = buses;
        CachesAbsentEntries = cachesAbsentEntries;
        AddressBits = addressBits;
        HostAddressBits = kind is IommuKind.IntelVtd or IommuKind.AmdVi ? 39 : 48;
    }

    /// <inheritdoc/>
    public override int AddressBits { get; }

    /// <inheritdoc/>
    public override bool CachesAbsentEntries { get; }

    /// <summary>The number of bits of a machine address, from 32 to 52 (Arm: 48).</summary>
    public int HostAddressBits { get; init; }

    /// <summary>The page sizes of VT-d, bit n for 2^n bytes. The other kinds have every size of their format.</summary>
    public ulong TranslatedSizes { get; init; } = 1UL << 12 | 1UL << 21 | 1UL << 30;

    /// <inheritdoc/>
    public override ulong PageSizes => TranslatedSizes;

    /// <inheritdoc/>
    public override int OutputBits => HostAddressBits;

    /// <summary>Whether it says that it remaps interrupts. Nothing here sends any.</summary>
    public bool HasInterruptRemapping { get; set; }

    /// <inheritdoc/>
    public override bool RemapsInterrupts => HasInterruptRemapping;

    /// <summary>Whether it remembers interior entries of tables.</summary>
    public bool CachesTables { get; init; }

    /// <summary>How it walks tables. By default in the format of its kind (<see cref="TableWalk.Of"/>).</summary>
    public TableWalk Walk
    {
        get => field ??= DefaultWalk();
        init;
    }

    /// <summary>Whether it translates. While it does not, requests pass as they are.</summary>
    public bool IsTranslating { get; private set; }

    /// <summary>Whether it would interrupt a processor on a fault.</summary>
    public bool HasFaultInterrupt { get; private set; }

    /// <summary>The requests it blocked, oldest first.</summary>
    public IReadOnlyList<DmaFault> Faults => _faults;

    /// <summary>The number of translations it remembers.</summary>
    public int RememberedCount => Cache.PageCount;

    /// <summary>The number of flushes of any size it was told to do.</summary>
    public int FlushCount { get; private set; }

    /// <summary>What every flush answers; with an error, nothing is forgotten.</summary>
    public int FlushResult { get; set; }

    // Made at the first use, when the properties above have their values.
    private TranslationCache Cache =>
        field ??= new TranslationCache(Walk, _memory) { CachesAbsentEntries = CachesAbsentEntries, CachesTables = CachesTables };

    /// <inheritdoc/>
    public override bool Covers(DeviceId device) => _buses is null || _buses.Contains(device.Bus);

    /// <inheritdoc/>
    public override void Attach(DeviceId device, TableRoot root, ushort domain)
    {
        lock (_contexts)
        {
            _contexts[device] = new Context(root, domain, IsPassthrough: false);
        }
    }

    /// <inheritdoc/>
    public override int PassThrough(DeviceId device)
    {
        lock (_contexts)
        {
            _contexts[device] = new Context(default, 0, IsPassthrough: true);
        }

        return 0;
    }

    /// <inheritdoc/>
    public override void Detach(DeviceId device)
    {
        lock (_contexts)
        {
            _contexts.Remove(device);
        }
    }

    /// <inheritdoc/>
    public override void SetTranslation(bool enabled) => IsTranslating = enabled;

    /// <inheritdoc/>
    public override void SetFaultInterrupt(bool enabled) => HasFaultInterrupt = enabled;

    /// <inheritdoc/>
    public override int FlushPages(ushort domain, Dfn first, PageOrder order)
    {
        lock (_contexts)
        {
            if (BeginFlush())
            {
                // As hardware does: the bits below the order do not count.
                Cache.ForgetPages(domain, new Dfn(first.Value & ~(order.FrameCount - 1)), order.FrameCount);
            }
        }

        return FlushResult;
    }

    /// <inheritdoc/>
    public override int FlushDomain(ushort domain)
    {
        lock (_contexts)
        {
            if (BeginFlush())
            {
                Cache.ForgetDomain(domain);
            }
        }

        return FlushResult;
    }

    /// <inheritdoc/>
    public override int FlushAll()
    {
        lock (_contexts)
        {
            if (BeginFlush())
            {
                Cache.ForgetAll();
            }
        }

        return FlushResult;
    }

    /// <summary>Forgets the faults.</summary>
    public void ClearFaults()
    {
        lock (_contexts)
        {
            _faults.Clear();
        }
    }

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

        FaultReason reason = FaultReason.ContextNotPresent;
        lock (_contexts)
        {
            if (_contexts.TryGetValue(device, out Context context))
            {
                reason = context.IsPassthrough
                    ? FaultReason.None
                    : Cache.Translate(context.Root, context.Domain, address, isWrite, out machineAddress);
            }

            if (reason != FaultReason.None)
            {
                _faults.Add(new DmaFault(device, address, isWrite, reason));
            }
        }

        if (reason != FaultReason.None)
        {
            ReportFault(device, address, isWrite);
        }

        return reason;
    }

    private bool BeginFlush()
    {
        FlushCount++;
        return FlushResult == 0;
    }

    private TableWalk DefaultWalk() => TableWalk.Of(Kind, AddressBits, HostAddressBits, PageSizes);

    private readonly record struct Context(TableRoot Root, ushort Domain, bool IsPassthrough);
}
