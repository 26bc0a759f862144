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

    internal Mfn Root => _tables.Root;

    internal int Levels => _tables.Levels;

    /// <summary>Makes a page and the tables that lead to it.</summary>
    /// <returns>0; -EBUSY when no number is left; -ENOMEM.</returns>
    internal static int Create(IommuPlatform platform, out ScratchPage? scratch)
    {
        scratch = null;
        int result = platform.DomainIds.Allocate(out ushort id);
        if (result != 0)
        {
            return result;
        }

        ScratchPage created = new(platform, id);
        result = created.Build();
        if (result != 0)
        {
            created.Free();
            return result;
        }

        scratch = created;
        return 0;
    }

    /// <summary>Removes what a device wrote to the page, so that it never reads it in its next quarantine. The device is not attached to it.</summary>
    internal void Clear() => new Span<byte>(_page, FrameSource.FrameSize).Clear();

    /// <summary>Gives the frames and the number back. No hardware remembers them.</summary>
    internal void Free()
    {
        _tables.Free();
        _platform.DomainIds.Free(Id);
    }

    // The page is a frame of the table as any other, so that all are freed together.
    private int Build()
    {
        int result = _tables.Build(_platform.Memory, VtdSecondLevel.Levels);
        ulong* table = _tables.Entries;
        for (int level = VtdSecondLevel.Levels; level >= 1 && result == 0; level--)
        {
            result = _tables.Add(out _page);
            if (result == 0)
            {
                Mfn next = _platform.Memory.FrameAt(_page);
                ulong entry = level == 1 ? VtdSecondLevel.Leaf(next, MapFlags.ReadWrite) : VtdSecondLevel.Table(next);
                new Span<ulong>(table, FrameSource.FrameSize / sizeof(ulong)).Fill(entry);
                table = _page;
            }
        }

        return result;
    }
}
