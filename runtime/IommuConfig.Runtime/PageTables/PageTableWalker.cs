using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>Maps, unmaps and finds ranges in a page table of one format.</summary>
/// <remarks>
/// <para>
/// A call that fails changes nothing: every table it needs is allocated before the first store, and what hardware has to forget before it is
/// replaced is forgotten before anything is. Each store that hardware can see is of one entry, and a table is complete before an entry points to it.
/// </para>
/// <para>
/// A page whose table is the one that was used last takes a few instructions, which are inlined into the caller together with the hook and the
/// dispatch around it; everything else is out of line. docs/page-tables.md explains the whole.
/// </para>
/// </remarks>
/// <typeparam name="TFormat">The format.</typeparam>
/// <typeparam name="THost">What is around the table.</typeparam>
public static unsafe partial class PageTableWalker<TFormat, THost>
    where TFormat : struct, IPageTableFormat
    where THost : struct, IPageTableHost
{
    private static int IndexBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TableShape<TFormat>.IndexBits;
    }

    private static int EntryCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TableShape<TFormat>.EntryCount;
    }

    /// <summary>Gives a table its shape and an empty root.</summary>
    /// <param name="table">The table, which has no root.</param>
    /// <param name="host">What is around it.</param>
    /// <param name="memory">Where its frames come from.</param>
    /// <param name="options">What the format leaves open.</param>
    /// <returns>0; -ENOMEM; -EINVAL for options that the format does not have.</returns>
    public static int Build(ref PageTable table, ref THost host, FrameSource memory, in PageTableOptions options)
    {
        int result = TableShape<TFormat>.Build(ref table, memory, options);
        if (result == 0)
        {
            WriteBack(ref table, ref host, table.Entries, TableShape<TFormat>.RootEntryCount(ref table));
            result = BuildSpine(ref table, ref host);
            if (result != 0)
            {
                table.Free();
            }
        }

        return result;
    }

    /// <summary>Lets a range be reached, replacing what was there.</summary>
    /// <param name="table">The table.</param>
    /// <param name="host">What is around it.</param>
    /// <param name="dfn">The first device frame, aligned to the format's granule, as are the others.</param>
    /// <param name="mfn">The first machine frame.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="flags">The permissions, and whether the call may stop half-way. Without a permission the range is unmapped.</param>
    /// <param name="flush">Receives what has to be flushed; nothing where everything was so already.</param>
    /// <returns>
    /// 0; the positive number of frames done, if the call stopped half-way, or was to and failed later; -ENOMEM; -EFAULT for frames beyond the table,
    /// or without a table; -EINVAL for order bits, what is not aligned, and permissions that the format cannot express; the host's error, if hardware
    /// did not forget what was to be replaced. Whatever the result is, what <paramref name="flush"/> says has to be flushed: a page that was split at
    /// once for a call that failed is one page again, and the table in between is retired.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Map(ref PageTable table, ref THost host, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        Outcome outcome;
        if (IsOne(1, dfn.Value | mfn.Value, count))
        {
            if (FollowsCursor(ref table, dfn, mfn, flags) && TryStore(table.Cursor, 1, dfn, mfn, flags, table.CursorStep))
            {
                flush |= FlushFlags.Added;
                return 0;
            }

            outcome = MapPage(ref table, ref host, dfn, mfn, flags);
        }
        else if (IsOne(2, dfn.Value | mfn.Value, count))
        {
            if (FollowsUpperCursor(ref table, dfn, mfn, flags) && TryStore(table.UpperCursor, 2, dfn, mfn, flags, table.UpperCursorStep))
            {
                flush |= FlushFlags.Added;
                return 0;
            }

            outcome = MapLarge(ref table, ref host, dfn, mfn, flags);
        }
        else
        {
            outcome = MapMany(ref table, ref host, dfn, mfn, count, flags);
        }

        flush |= outcome.Flush;
        return outcome.Result;
    }

    /// <summary>Lets a range be reached no more. Where nothing is mapped, nothing happens.</summary>
    /// <param name="table">The table.</param>
    /// <param name="host">What is around it.</param>
    /// <param name="dfn">The first device frame, aligned to the format's granule, as is the number of frames.</param>
    /// <param name="count">The number of frames; those beyond the table are not mapped.</param>
    /// <param name="flags">Nothing, or that the call may stop half-way.</param>
    /// <param name="flush">Receives what has to be flushed before the memory may be used for anything else.</param>
    /// <returns>
    /// 0; the positive number of frames done, if the call stopped half-way; -ENOMEM when a larger page had to be split for it, and then everything is
    /// still mapped; -EINVAL for other flags and what is not aligned; the host's error, as above.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Unmap(ref PageTable table, ref THost host, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        Outcome outcome;
        if (IsOne(1, dfn.Value, count))
        {
            if (FollowsCursor(ref table, dfn, flags) && IsAlone(table.Cursor, 1, dfn, table.CursorStep))
            {
                if (!IsEmptyWithout(table.Cursor, 1, dfn))
                {
                    flush |= FlushFlags.Modified;
                    return 0;
                }

                outcome = CollapseAt(ref table, ref host, dfn, 1, FlushFlags.Modified);
            }
            else
            {
                outcome = UnmapPage(ref table, ref host, dfn, flags);
            }
        }
        else if (IsOne(2, dfn.Value, count))
        {
            if (FollowsUpperCursor(ref table, dfn, flags) && IsAlone(table.UpperCursor, 2, dfn, table.UpperCursorStep))
            {
                if (!IsEmptyWithout(table.UpperCursor, 2, dfn))
                {
                    flush |= FlushFlags.Modified;
                    return 0;
                }

                outcome = CollapseAt(ref table, ref host, dfn, 2, FlushFlags.Modified);
            }
            else
            {
                outcome = UnmapLarge(ref table, ref host, dfn, flags);
            }
        }
        else
        {
            outcome = UnmapMany(ref table, ref host, dfn, count, flags);
        }

        flush |= outcome.Flush;
        return outcome.Result;
    }

    /// <summary>What a call comes to: in one register, where a reference to the caller's flags would keep those in memory.</summary>
    private readonly struct Outcome(long result, FlushFlags flush)
    {
        private const int FlagBits = 3;

        private readonly long _value = result << FlagBits | (long)flush;

        // A number of frames, of which there are no more than 2^52, or an error.
        internal long Result => _value >> FlagBits;

        internal FlushFlags Flush => (FlushFlags)(_value & ((1 << FlagBits) - 1));
    }
}
