using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>The arithmetic of a format's levels, in frames.</summary>
internal static unsafe class TableShape<TFormat>
    where TFormat : struct, IPageTableFormat
{
    // How many address bits a level translates, and how many entries a table has.
    internal static int IndexBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TFormat.GranuleBits - 3;
    }

    internal static int EntryCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1 << IndexBits;
    }

    /// <summary>The order of the frames that a table, and the smallest page, takes.</summary>
    internal static PageOrder TableOrder
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TFormat.GranuleBits - 12);
    }

    /// <summary>The order of what one entry of a level covers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Order(int level) => TFormat.GranuleBits - 12 + ((level - 1) * IndexBits);

    /// <summary>The number of frames that one entry of a level covers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Frames(int level) => 1UL << Order(level);

    /// <summary>Which entry of its table of a level covers a frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Index(ulong dfn, int level) => (int)(dfn >> Order(level)) & (EntryCount - 1);

    /// <summary>The table of the root's level that covers a frame: where several stand in for the root, one of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong* RootTable(ref PageTable table, ulong dfn) => TFormat.ConcatenationBits == 0
        ? table.Entries
        : table.Entries + (dfn >> Order(table.Levels) & ~((ulong)EntryCount - 1));

    /// <summary>The number of entries of the root, be it one table or several.</summary>
    internal static int RootEntryCount(ref PageTable table) => (FrameSource.FrameSize / sizeof(ulong)) << table.Memory.OrderOf(table.Root.Frame).Value;

    /// <summary>Gives a table its shape and an empty root.</summary>
    /// <returns>0; -ENOMEM; -EBUSY for a table that has a root, or frames; -EINVAL for options that the format does not have.</returns>
    internal static int Build(ref PageTable table, FrameSource memory, in PageTableOptions options)
    {
        int bits = options.AddressBits == 0 ? TFormat.AddressBits : options.AddressBits;
        int outputBits = options.OutputBits == 0 ? TFormat.OutputBits : options.OutputBits;
        if (!TFormat.HasWidth(bits) || outputBits <= TFormat.GranuleBits || outputBits > TFormat.OutputBits)
        {
            return -Errno.EINVAL;
        }

        int levels = Math.Max(TFormat.MinLevels, (bits - TFormat.GranuleBits + IndexBits - 1) / IndexBits);
        int rootBits = bits - TFormat.GranuleBits - ((levels - 1) * IndexBits);
        int tableBits = 0;
        if (rootBits <= TFormat.ConcatenationBits && levels > TFormat.MinLevels)
        {
            levels--;
            tableBits = rootBits;
        }

        if (table.IsBuilt || table.HasFrames)
        {
            return -Errno.EBUSY;
        }

        // The hardware has to reach the tables, too, and a size that the format lacks is a mistake of the caller's.
        if (options.SpineLevel < 0 || options.SpineLevel > levels || memory.End.Value > 1UL << (outputBits - 12) ||
            (options.PageSizes & ~PossibleSizes) != 0 || (TFormat.BreaksBeforeMake && !BitOperations.IsPow2(TFormat.PresentBits)))
        {
            return -Errno.EINVAL;
        }

        int result = table.Begin(memory, new PageOrder(TableOrder.Value + tableBits));
        if (result != 0)
        {
            return result;
        }

        table.Levels = levels;
        table.AddressBits = bits;
        table.DfnEnd = 1UL << (bits - 12);
        table.FourLevelEnd = levels == 4 ? table.DfnEnd : 0;
        table.MfnEnd = 1UL << (outputBits - 12);
        table.CursorEnd = bits - 12 >= Order(2) && !options.IsNonCoherent ? table.DfnEnd : 0;
        table.UpperCursorEnd = bits - 12 >= Order(3) ? table.DfnEnd : 0;
        table.SpineLevel = options.SpineLevel;
        table.IsNonCoherent = options.IsNonCoherent;
        table.ChangesSizeAtOnce = options.ChangesSizeAtOnce || !TFormat.BreaksBeforeMake;
        SetSizes(ref table, options.PageSizes == 0 ? TFormat.PageSizes : options.PageSizes);
        table.LargeMfnEnd = (table.LeafLevels & 1 << 2) != 0 && !table.IsNonCoherent && table.MfnEnd >= Frames(2) ? table.MfnEnd : 0;
        table.CursorStep = RunStep(ref table, 1);
        table.UpperCursorStep = RunStep(ref table, 2);
        return 0;
    }

    private static ulong RunStep(ref PageTable table, int level) =>
        table.ChangesSizeAtOnce && (table.LeafLevels >> level & 2) != 0 ? 0 : ulong.MaxValue;

    private static ulong PossibleSizes
    {
        get
        {
            ulong sizes = 1UL << TFormat.GranuleBits;
            for (int level = 1; Order(level) + 12 < 64; level++)
            {
                sizes |= (TFormat.LeafLevels & 1 << level) != 0 ? 1UL << (Order(level) + 12) : 0;
            }

            return sizes;
        }
    }

    // A size counts only together with all that are smaller: a larger page must be able to become the next smaller ones. None takes the place of
    // the spine.
    private static void SetSizes(ref PageTable table, ulong sizes)
    {
        table.LeafLevels = 0;
        table.PageSizes = 0;
        int highest = table.SpineLevel == 0 ? table.Levels : table.SpineLevel;
        for (int level = 1; level <= highest; level++)
        {
            ulong size = 1UL << (Order(level) + 12);
            if ((TFormat.LeafLevels & 1 << level) == 0 || (level > 1 && (sizes & size) == 0))
            {
                break;
            }

            table.LeafLevels |= 1 << level;
            table.PageSizes |= size;
        }
    }
}
