using System;

namespace IommuConfig.Runtime;

/// <summary>
/// What one device reaches while no domain owns it: the memory that firmware reserved for it, and beyond that nothing, or, where a fault would do harm,
/// one page that nobody uses.
/// </summary>
/// <remarks>
/// The table has the usual depth. Where every address leads to the page, all entries of a level are the same, so there is one table on each, and
/// those on the way to a reserved region are copies. Each device has its own, under a number of its own (XSA-400).
/// </remarks>
internal sealed unsafe class QuarantineTable
{
    private readonly IommuPlatform _platform;
    private PageTable _tables;
    private ulong* _page;

    private QuarantineTable(IommuPlatform platform, ushort id)
    {
        _platform = platform;
        Id = id;
    }

    /// <summary>The number under which the hardware remembers its translations.</summary>
    internal ushort Id { get; }

    internal ref PageTable Tables => ref _tables;

    /// <summary>Makes a device's table, if it needs one.</summary>
    /// <param name="device">The device, which is behind a unit.</param>
    /// <param name="scratchPage">Whether every address that is not reserved leads to a page.</param>
    /// <param name="table">The table; null where the device is to reach nothing.</param>
    /// <returns>0; -EBUSY when no number is left; -EFAULT for a region beyond what the table translates; -ENOMEM.</returns>
    internal static int Create<TKind, TFormat>(Device device, bool scratchPage, out QuarantineTable? table)
        where TKind : struct, IUnitKind
        where TFormat : struct, IPageTableFormat
    {
        table = null;
        IommuPlatform platform = device.Unit!.Platform!;
        ReservedRegions? regions = platform.Find<ReservedRegions>();
        if (!scratchPage && (regions is null || !regions.RegionsOf(device.Id).GetEnumerator().MoveNext()))
        {
            return 0;
        }

        int result = platform.DomainIds.Allocate(out ushort id);
        if (result != 0)
        {
            return result;
        }

        QuarantineTable created = new(platform, id);
        result = created.Build<TKind, TFormat>(device.Id, regions, scratchPage);
        if (result != 0)
        {
            created.Free();
            return result;
        }

        table = created;
        return 0;
    }

    /// <summary>Removes what a device wrote to the page, so that it never reads it in its next quarantine. The device is not attached to it.</summary>
    internal void Clear()
    {
        if (_page is not null)
        {
            new Span<byte>(_page, FrameSource.FrameSize << _platform.Memory.OrderOf(_platform.Memory.FrameAt(_page)).Value).Clear();
        }
    }

    /// <summary>Gives the frames and the number back. No hardware remembers them.</summary>
    internal void Free()
    {
        _tables.Free();
        _platform.DomainIds.Free(Id);
    }

    private int Build<TKind, TFormat>(DeviceId device, ReservedRegions? regions, bool scratchPage)
        where TKind : struct, IUnitKind
        where TFormat : struct, IPageTableFormat
    {
        PageTableOptions options = UnitTables<TKind, TFormat>.Options(_platform);
        int result = TableShape<TFormat>.Build(ref _tables, _platform.Memory, options);
        if (result != 0)
        {
            return result;
        }

        // What an entry of each level holds where nothing is reserved.
        Span<ulong> empty = stackalloc ulong[_tables.Levels + 1];
        empty.Clear();
        result = scratchPage ? MakePage<TKind, TFormat>(empty) : 0;
        if (result == 0)
        {
            Fill<TKind, TFormat>(_tables.Entries, TableShape<TFormat>.RootEntryCount(ref _tables), empty[_tables.Levels]);

            // A unit with fewer levels begins below the root.
            result = _tables.SpineLevel == 0 ? 0 : Descend<TKind, TFormat>(0, _tables.SpineLevel, empty, out _);
        }

        return result == 0 && regions is not null ? MapRegions<TKind, TFormat>(device, regions, empty) : result;
    }

    private int MapRegions<TKind, TFormat>(DeviceId device, ReservedRegions regions, ReadOnlySpan<ulong> empty)
        where TKind : struct, IUnitKind
        where TFormat : struct, IPageTableFormat
    {
        foreach (ReservedRegion region in regions.RegionsOf(device))
        {
            for (ulong frame = 0; frame < region.FrameCount; frame++)
            {
                int result = MapReserved<TKind, TFormat>(region.FirstFrame.Value + frame, region.Access, empty);
                if (result != 0)
                {
                    return result;
                }
            }
        }

        return 0;
    }

    // The page is a frame of the table as any other, so that all are freed together.
    private int MakePage<TKind, TFormat>(Span<ulong> empty)
        where TKind : struct, IUnitKind
        where TFormat : struct, IPageTableFormat
    {
        int result = Allocate<TFormat>(out Mfn frame);
        if (result != 0)
        {
            return result;
        }

        _page = _platform.Memory.EntriesOf(frame);
        empty[1] = TFormat.Leaf(1, frame.Value * FrameSource.FrameSize, MapFlags.ReadWrite);
        for (int level = 2; level <= _tables.Levels; level++)
        {
            result = MakeTable<TKind, TFormat>(level, empty[level - 1], out empty[level]);
            if (result != 0)
            {
                return result;
            }
        }

        return 0;
    }

    // A table all of whose entries are the same, and the entry of the level above that points to it.
    private int MakeTable<TKind, TFormat>(int level, ulong content, out ulong entry)
        where TKind : struct, IUnitKind
        where TFormat : struct, IPageTableFormat
    {
        entry = 0;
        int result = Allocate<TFormat>(out Mfn frame);
        if (result == 0)
        {
            Fill<TKind, TFormat>(_platform.Memory.EntriesOf(frame), TableShape<TFormat>.EntryCount, content);
            entry = TFormat.Table(level, frame.Value * FrameSource.FrameSize);
        }

        return result;
    }

    private int MapReserved<TKind, TFormat>(ulong frame, MapFlags access, ReadOnlySpan<ulong> empty)
        where TKind : struct, IUnitKind
        where TFormat : struct, IPageTableFormat
    {
        if (frame >= _tables.DfnEnd)
        {
            return -Errno.EFAULT;
        }

        int result = Descend<TKind, TFormat>(frame, 1, empty, out ulong* table);
        if (result == 0)
        {
            ulong* leaf = table + TableShape<TFormat>.Index(frame, 1);
            *leaf = TFormat.Leaf(1, frame * FrameSource.FrameSize & ~((1UL << TFormat.GranuleBits) - 1), access);
            UnitTables<TKind, TFormat>.WriteBack(_platform, leaf, sizeof(ulong));
        }

        return result;
    }

    // The table of a level that a frame is in, which is nobody else's on the way there.
    private int Descend<TKind, TFormat>(ulong dfn, int lowest, ReadOnlySpan<ulong> empty, out ulong* table)
        where TKind : struct, IUnitKind
        where TFormat : struct, IPageTableFormat
    {
        table = TableShape<TFormat>.RootTable(ref _tables, dfn);
        for (int level = _tables.Levels; level > lowest; level--)
        {
            ulong* entry = table + TableShape<TFormat>.Index(dfn, level);
            if (*entry == empty[level])
            {
                int result = MakeTable<TKind, TFormat>(level, empty[level - 1], out *entry);
                if (result != 0)
                {
                    return result;
                }

                UnitTables<TKind, TFormat>.WriteBack(_platform, entry, sizeof(ulong));
            }

            table = _tables.At(TFormat.AddressOf(*entry));
        }

        return 0;
    }

    private int Allocate<TFormat>(out Mfn frame)
        where TFormat : struct, IPageTableFormat
    {
        int result = _platform.Memory.Allocate(TableShape<TFormat>.TableOrder, out frame);
        if (result == 0)
        {
            _tables.Own(frame);
        }

        return result;
    }

    private void Fill<TKind, TFormat>(ulong* table, int count, ulong entry)
        where TKind : struct, IUnitKind
        where TFormat : struct, IPageTableFormat
    {
        new Span<ulong>(table, count).Fill(entry);
        UnitTables<TKind, TFormat>.WriteBack(_platform, table, (nuint)count * sizeof(ulong));
    }
}
