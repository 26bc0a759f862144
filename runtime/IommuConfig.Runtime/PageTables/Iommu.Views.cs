using System.Numerics;
using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <remarks>How a range is mapped for one provider of a domain, and for all of them. Nobody is crashed here.</remarks>
public readonly partial struct Iommu<THooks>
{
    // How many pages go by between two looks at whether somebody waits.
    private const ulong PreemptionMask = 4096 - 1;

    // The number of frames that an address of 64 bits can name.
    private const ulong EveryFrame = 1UL << 52;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long MapView(Domain view, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        long result = THooks.MapPages(view, dfn, mfn, count, flags, ref flush);
        if (result != -Errno.EOPNOTSUPP)
        {
            return result;
        }

        ulong sizes = THooks.PageSizes(view);
        ulong done = 0;
        for (ulong pages = 1; done < count; pages++)
        {
            PageOrder order = LargestOrder(sizes, dfn.Value + done | mfn.Value + done, count - done);
            int single = THooks.MapPage(view, dfn + done, mfn + done, flags.WithOrder(order), ref flush);
            if (single != 0)
            {
                UndoMap(view, dfn, mfn, done, count, ref flush);
                return single;
            }

            done += order.FrameCount;
            if ((pages & PreemptionMask) == 0 && done < count && ShouldStop(view, flags))
            {
                return (long)done;
            }
        }

        return 0;
    }

    // On an error the hardware domain goes on to the end, and any other stops there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long UnmapView(Domain view, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        long whole = THooks.UnmapPages(view, dfn, count, flags, ref flush);
        if (whole != -Errno.EOPNOTSUPP)
        {
            return whole;
        }

        ulong sizes = THooks.PageSizes(view);
        int first = 0;
        ulong done = 0;
        for (ulong pages = 1; done < count; pages++)
        {
            PageOrder order = LargestOrder(sizes, dfn.Value + done, count - done);
            int single = THooks.UnmapPage(view, dfn + done, order, ref flush);
            if (single != 0)
            {
                first = first != 0 ? first : single;
                if (!view.IsHardware)
                {
                    break;
                }
            }

            done += order.FrameCount;
            if ((pages & PreemptionMask) == 0 && done < count && first == 0 && ShouldStop(view, flags))
            {
                return (long)done;
            }
        }

        return first;
    }

    // The first provider says how far a call gets that may stop half-way; the others go as far, without stopping.
    private static long MapViews(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        long done = 0;
        foreach (Domain view in domain.Views)
        {
            long result = MapView(view, dfn, mfn, count, flags, ref flush);
            if (result < 0)
            {
                PutBack(domain, view, dfn, count, ref flush);
                return result;
            }

            (done, count) = result > 0 ? (result, (ulong)result) : (done, count);
            flags = flags.Access;
        }

        return done;
    }

    // The hardware domain goes on to the end with all providers after an error. For any other, all have again what they had.
    private static long UnmapViews(Domain domain, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        long done = 0;
        ulong rest = 0;
        long first = 0;
        foreach (Domain view in domain.Views)
        {
            long result = UnmapView(view, dfn, count, flags, ref flush);
            if (result < 0)
            {
                first = first != 0 ? first : result;
                if (!domain.IsHardware)
                {
                    PutBack(domain, view, dfn, count, ref flush);
                    break;
                }
            }

            (done, rest, count) = result > 0 ? (result, count - (ulong)result, (ulong)result) : (done, rest, count);
            flags = MapFlags.None;
        }

        if (first != 0 && rest != 0 && domain.IsHardware)
        {
            UnmapViews(domain, dfn + count, rest, MapFlags.None, ref flush);
        }

        return first != 0 ? first : done;
    }

    // The provider that failed still has what all had before. Those before it get it back: first it is mapped over what they hold, which seldom takes
    // memory, then the rest of the range is unmapped. A provider that cannot even do that maps nothing of the domain any more, rather than something
    // else than the others: to unmap everything takes no memory.
    private static void PutBack(Domain domain, Domain failed, Dfn dfn, ulong count, ref FlushFlags flush)
    {
        foreach (Domain view in domain.Views)
        {
            if (view == failed)
            {
                return;
            }

            if (Copy(failed, view, dfn, count, ref flush) < 0 || UnmapRest(failed, view, dfn, count, ref flush) < 0)
            {
                THooks.UnmapPages(view, default, EveryFrame, MapFlags.None, ref flush);
            }
        }
    }

    // Maps for one provider what another one maps in a range.
    private static int Copy(Domain from, Domain to, Dfn dfn, ulong count, ref FlushFlags flush)
    {
        MappingCopy copy = new(to, dfn, count, isOfHoles: false);
        THooks.DumpPageTables(from, ref copy);
        return copy.Finish(ref flush);
    }

    // Unmaps for one provider what another one does not map in a range.
    private static int UnmapRest(Domain from, Domain to, Dfn dfn, ulong count, ref FlushFlags flush)
    {
        MappingCopy copy = new(to, dfn, count, isOfHoles: true);
        THooks.DumpPageTables(from, ref copy);
        return copy.Finish(ref flush);
    }

    private static bool ShouldStop(Domain domain, MapFlags flags) => flags.IsPreemptible && domain.Platform.IsPreemptionPending;

    // The largest supported size that is aligned and not too large. The smallest is a frame.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PageOrder LargestOrder(ulong sizes, ulong frames, ulong count)
    {
        ulong fitting = sizes >> 12 & (frames ^ (frames - 1)) & ulong.MaxValue >> BitOperations.LeadingZeroCount(count);
        return new PageOrder(BitOperations.Log2(fitting));
    }

    // Undoes what a call mapped, in the same pages: frames from dfn, `done` of them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UndoMap(Domain view, Dfn dfn, Mfn mfn, ulong done, ulong count, ref FlushFlags flush)
    {
        ulong sizes = THooks.PageSizes(view);
        for (ulong undone = 0; undone < done;)
        {
            PageOrder order = LargestOrder(sizes, dfn.Value + undone | mfn.Value + undone, count - undone);
            THooks.UnmapPage(view, dfn + undone, order, ref flush);
            undone += order.FrameCount;
        }
    }

    /// <summary>Is shown a page table, and does the same to a range of another provider's: maps what is mapped, or unmaps what is not.</summary>
    private struct MappingCopy(Domain target, Dfn dfn, ulong count, bool isOfHoles) : IPageTableSink
    {
        private readonly ulong _end = dfn.Value + ulong.Min(count, EveryFrame);
        private ulong _next = dfn.Value;
        private ulong _first;
        private ulong _mfn;
        private ulong _frames;
        private MapFlags _access;
        private FlushFlags _flush;
        private int _result;

        public readonly void Table(int level, Dfn dfn, Mfn table)
        {
        }

        // A page whose size is in its address fills several entries, of which the first one says it all.
        public void Leaf(int level, Dfn dfn, Mfn mfn, MapFlags flags)
        {
            ulong first = ulong.Max(dfn.Value, _next);
            ulong end = ulong.Min(dfn.Value + flags.Order.FrameCount, _end);
            if (first >= end)
            {
                return;
            }

            if (isOfHoles)
            {
                Unmap(first);
                _next = end;
                return;
            }

            ulong machine = mfn.Value + (first - dfn.Value);
            if (_frames == 0 || first != _first + _frames || machine != _mfn + _frames || flags.Access != _access)
            {
                Map();
                (_first, _mfn, _access) = (first, machine, flags.Access);
            }

            _frames += end - first;
            _next = end;
        }

        internal int Finish(ref FlushFlags flush)
        {
            if (isOfHoles)
            {
                Unmap(_end);
            }
            else
            {
                Map();
            }

            flush |= _flush;
            return _result;
        }

        // What was shown and not mapped yet: one range, as far as it is in step.
        private void Map()
        {
            if (_frames != 0 && _result == 0)
            {
                _result = (int)MapView(target, new Dfn(_first), new Mfn(_mfn), _frames, _access, ref _flush);
            }

            _frames = 0;
        }

        private void Unmap(ulong end)
        {
            if (_next < end && _result == 0)
            {
                _result = (int)UnmapView(target, new Dfn(_next), end - _next, MapFlags.None, ref _flush);
            }
        }
    }
}
