using System.IO;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <remarks>Calls about the mappings of one domain are serialised by the caller: no lock is taken on the way.</remarks>
public readonly partial struct Iommu<THooks>
{
    // How many pages go by between two looks at whether somebody waits.
    private const ulong PreemptionMask = 4096 - 1;

    /// <summary>Maps a range, in the largest pages that fit.</summary>
    /// <param name="domain">Whose devices reach it.</param>
    /// <param name="dfn">The first device frame.</param>
    /// <param name="mfn">The first machine frame.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="flags">The permissions, and whether the call may stop half-way. The order bits are 0: sizes are the layer's choice.</param>
    /// <param name="flush">Receives what has to be flushed before the domain may rely on the change.</param>
    /// <returns>
    /// 0, also without an IOMMU; the positive number of frames done, if the call stopped half-way; -ENODEV while the domain has no device
    /// and so no provider; -EINVAL for order bits; the provider's error, after what this call mapped page by page was unmapped again (a provider that
    /// maps ranges changes nothing when it fails) and the domain, unless it drives the machine, crashed.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Map(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        if ((flags.Value & MapFlags.OrderMask) != 0)
        {
            return -Errno.EINVAL;
        }

        if (domain.Provider.IsNone)
        {
            return WithoutProvider(domain);
        }

        long result = THooks.MapPages(domain, dfn, mfn, count, flags, ref flush);
        if (result != -Errno.EOPNOTSUPP)
        {
            return result >= 0 ? result : Failed(domain, count, (int)result, ref flush);
        }

        ulong sizes = THooks.PageSizes(domain);
        ulong done = 0;
        for (ulong pages = 1; done < count; pages++)
        {
            PageOrder order = LargestOrder(sizes, dfn.Value + done | mfn.Value + done, count - done);
            int single = THooks.MapPage(domain, dfn + done, mfn + done, flags.WithOrder(order), ref flush);
            if (single != 0)
            {
                return MapFailed(domain, dfn, mfn, done, count, single, ref flush);
            }

            done += order.FrameCount;
            if ((pages & PreemptionMask) == 0 && done < count && ShouldStop(domain, flags))
            {
                return (long)done;
            }
        }

        return 0;
    }

    /// <summary>Unmaps a range. Where nothing is mapped, nothing happens.</summary>
    /// <param name="domain">Whose devices reach it no more.</param>
    /// <param name="dfn">The first device frame.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="flags">Nothing, or that the call may stop half-way.</param>
    /// <param name="flush">Receives what has to be flushed before the memory may be used for anything else.</param>
    /// <returns>
    /// As for <see cref="Map"/>. On an error the hardware domain goes on to the end, without stopping half-way, and gets the first one; any
    /// other crashes and stops there.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Unmap(Domain domain, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        if ((flags.Value & ~MapFlags.Preempt.Value) != 0)
        {
            return -Errno.EINVAL;
        }

        if (domain.Provider.IsNone)
        {
            return WithoutProvider(domain);
        }

        long whole = THooks.UnmapPages(domain, dfn, count, flags, ref flush);
        if (whole != -Errno.EOPNOTSUPP)
        {
            return whole >= 0 ? whole : Failed(domain, count, (int)whole, ref flush);
        }

        ulong sizes = THooks.PageSizes(domain);
        int first = 0;
        ulong done = 0;
        for (ulong pages = 1; done < count; pages++)
        {
            PageOrder order = LargestOrder(sizes, dfn.Value + done, count - done);
            int single = THooks.UnmapPage(domain, dfn + done, order, ref flush);
            if (single != 0)
            {
                first = first != 0 ? first : single;
                if (!domain.IsHardware)
                {
                    break;
                }
            }

            done += order.FrameCount;
            if ((pages & PreemptionMask) == 0 && done < count && first == 0 && ShouldStop(domain, flags))
            {
                return (long)done;
            }
        }

        return first == 0 ? 0 : Failed(domain, count, first, ref flush);
    }

    /// <summary>Translates one frame as the hardware would.</summary>
    /// <returns>0; -ENOENT when nothing is mapped there; -EOPNOTSUPP without an IOMMU, or when the provider cannot tell; -ENODEV without a provider.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Lookup(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags)
    {
        if (domain.Provider.IsNone)
        {
            mfn = Mfn.Invalid;
            flags = MapFlags.None;
            return domain.IsEnabled ? -Errno.ENODEV : -Errno.EOPNOTSUPP;
        }

        return THooks.LookupPage(domain, dfn, out mfn, out flags);
    }

    /// <summary>Makes the hardware see what map and unmap changed in a range. Done when the call returns.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="dfn">The first device frame.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="flags">What map and unmap added up.</param>
    /// <returns>0, also without a provider or anything to flush; -EINVAL for the invalid frame; the hardware's error, which crashes the domain.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Flush(Domain domain, Dfn dfn, ulong count, FlushFlags flags)
    {
        if (domain.Provider.IsNone || count == 0 || flags == FlushFlags.None)
        {
            return 0;
        }

        return
            dfn == Dfn.Invalid ? -Errno.EINVAL :
            (flags & FlushFlags.All) != 0 ? FlushAll(domain, flags) :
            Flushed(domain, THooks.IotlbFlush(domain, dfn, count, flags));
    }

    /// <summary>Makes the hardware see everything that map and unmap changed. Done when the call returns.</summary>
    /// <returns>As for <see cref="Flush"/>.</returns>
    public int FlushAll(Domain domain, FlushFlags flags)
    {
        if (domain.Provider.IsNone || flags == FlushFlags.None)
        {
            return 0;
        }

        int result = Flushed(domain, THooks.IotlbFlushAll(domain));
        if (result == 0)
        {
            // No hardware knows the tables any more that were unlinked before: they are freed soon, outside of this call.
            domain.PageTable.FlushCompleted(domain.Platform.DeferredFrees);
        }

        return result;
    }

    /// <summary>Shows the domain's page table to <paramref name="sink"/>.</summary>
    public void Dump<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink
    {
        if (!domain.Provider.IsNone)
        {
            THooks.DumpPageTables(domain, ref sink);
        }
    }

    /// <summary>Writes the domain's page table as text (<see cref="PageTableText"/>).</summary>
    public void Dump(Domain domain, TextWriter output)
    {
        PageTableText text = new(output, domain.PageTable);
        Dump(domain, ref text);
        text.Finish();
    }

    private static bool ShouldStop(Domain domain, MapFlags flags) => flags.IsPreemptible && domain.Platform.IsPreemptionPending;

    // The largest supported size that is aligned and not too large. The smallest is a frame.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PageOrder LargestOrder(ulong sizes, ulong frames, ulong count)
    {
        ulong fitting = sizes >> 12 & (frames ^ (frames - 1)) & ulong.MaxValue >> BitOperations.LeadingZeroCount(count);
        return new PageOrder(BitOperations.Log2(fitting));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long WithoutProvider(Domain domain) => domain.IsEnabled ? -Errno.ENODEV : 0;

    // Undoes what the call mapped, in the same pages: frames from dfn, `done` of them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long MapFailed(Domain domain, Dfn dfn, Mfn mfn, ulong done, ulong count, int result, ref FlushFlags flush)
    {
        ulong sizes = THooks.PageSizes(domain);
        for (ulong undone = 0; undone < done;)
        {
            PageOrder order = LargestOrder(sizes, dfn.Value + undone | mfn.Value + undone, count - undone);
            THooks.UnmapPage(domain, dfn + undone, order, ref flush);
            undone += order.FrameCount;
        }

        return Failed(domain, count, result, ref flush);
    }

    // The caller does not know how far a failed call got, so everything is flushed here.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Failed(Domain domain, ulong count, int result, ref FlushFlags flush)
    {
        domain.Crash();
        if (count > 1 && THooks.IotlbFlushAll(domain) == 0)
        {
            domain.PageTable.FlushCompleted(domain.Platform.DeferredFrees);
            flush = FlushFlags.None;
        }

        return result;
    }

    private static int Flushed(Domain domain, int result)
    {
        if (result < 0)
        {
            domain.Crash();
        }

        return result;
    }
}
