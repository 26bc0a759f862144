using System;

namespace IommuConfig.Runtime;

/// <summary>
/// Where the DMA of one device goes while no domain owns the device: a page table of the usual depth in which every address leads to one page
/// that nobody uses, so that nothing faults and nothing is reached.
/// </summary>
/// <remarks>Every entry of every table is the same, so there is one table on each level. Each device has its own, under a number of its own.</remarks>
internal sealed unsafe class ScratchPage
{
    private readonly IommuPlatform _platform;
    private PageTable _tables;
    private ulong* _page;

    private ScratchPage(IommuPlatform platform, ushort id)
    {
        _platform = platform;
        Id = id;
    }

    /// <summary>The number under which the hardware remembers translations to the page.</summary>
    internal ushort Id { get; }

    internal ref PageTable Tables => ref _tables;

    /// <summary>Makes a page and the tables that lead to it.</summary>
    /// <returns>0; -EBUSY when no number is left; -ENOMEM.</returns>
    internal static int Create<TKind, TFormat>(IommuPlatform platform, out ScratchPage? scratch)
        where TKind : struct, IUnitKind
        where TFormat : struct, IPageTableFormat
    {
        scratch = null;
        int result = platform.DomainIds.Allocate(out ushort id);
        if (result != 0)
        {
            return result;
        }

        ScratchPage created = new(platform, id);
        result = created.Build<TKind, TFormat>(UnitTables<TKind, TFormat>.Options(platform));
        if (result != 0)
        {
            created.Free();
            return result;
        }

        scratch = created;
        return 0;
    }

    /// <summary>Removes what a device wrote to the page, so that it never reads it in its next quarantine. The device is not attached to it.</summary>
    internal void Clear() => new Span<byte>(_page, FrameSource.FrameSize << _platform.Memory.OrderOf(_platform.Memory.FrameAt(_page)).Value).Clear();

    /// <summary>Gives the frames and the number back. No hardware remembers them.</summary>
    internal void Free()
    {
        _tables.Free();
        _platform.DomainIds.Free(Id);
    }

    // The page is a frame of the table as any other, so that all are freed together.
    private int Build<TKind, TFormat>(in PageTableOptions options)
        where TKind : struct, IUnitKind
        where TFormat : struct, IPageTableFormat
    {
        FrameSource memory = _platform.Memory;
        int result = TableShape<TFormat>.Build(ref _tables, memory, options);
        if (result != 0)
        {
            return result;
        }

        Span<ulong> table = new(_tables.Entries, (int)memory.OrderOf(_tables.Root.Frame).FrameCount * FrameSource.FrameSize / sizeof(ulong));
        for (int level = _tables.Levels; level >= 1; level--)
        {
            result = memory.Allocate(TableShape<TFormat>.TableOrder, out Mfn next);
            if (result != 0)
            {
                return result;
            }

            _tables.Own(next);
            ulong address = next.Value * FrameSource.FrameSize;
            table.Fill(level == 1 ? TFormat.Leaf(level, address, MapFlags.ReadWrite) : TFormat.Table(level, address));
            fixed (ulong* entries = table)
            {
                UnitTables<TKind, TFormat>.WriteBack(_platform, entries, (nuint)table.Length * sizeof(ulong));
            }

            _page = memory.EntriesOf(next);
            table = new Span<ulong>(_page, TableShape<TFormat>.EntryCount);
        }

        return 0;
    }
}
