using System.IO;
using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <remarks>
/// Calls about the mappings of one domain are serialised by the caller (<see cref="Domain.MappingLock"/>): no lock is taken on the way. Where a domain
/// spans several providers, a call is for all of them, and all map the same when it returns.
/// </remarks>
public readonly partial struct Iommu<THooks>
{
    /// <summary>Maps a range, in the largest pages that fit.</summary>
    /// <param name="domain">Whose devices reach it.</param>
    /// <param name="dfn">The first device frame.</param>
    /// <param name="mfn">The first machine frame.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="flags">The permissions, and whether the call may stop half-way. The order bits are 0: sizes are the layer's choice.</param>
    /// <param name="flush">Receives what has to be flushed before the domain may rely on the change.</param>
    /// <returns>
    /// 0, also without an IOMMU; the positive number of frames done, if the call stopped half-way; -ENODEV while the domain has no device
    /// and so no provider; -EINVAL for order bits; -EPERM for a guest's range with memory in it that firmware reserved for one of its devices; the provider's error, after what this call mapped page by page was unmapped again (a provider that
    /// maps ranges changes nothing when it fails) and the domain, unless it drives the machine, crashed.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Map(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        if ((flags.Value & MapFlags.OrderMask) != 0)
        {
            return -Errno.EINVAL;
        }

        if (domain.IsOutOfLine)
        {
            return MapOutOfLine(domain, dfn, mfn, count, flags, ref flush);
        }

        long result = MapView(domain, dfn, mfn, count, flags, ref flush);
        if (THooks.IsTraced && IommuTrace.Log.IsEnabled())
        {
            TraceMapped(domain, dfn, mfn, count, flags, result);
        }

        return result >= 0 ? result : Failed(domain, count, (int)result, ref flush);
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

        if (domain.IsOutOfLine)
        {
            return UnmapOutOfLine(domain, dfn, count, flags, ref flush);
        }

        long result = UnmapView(domain, dfn, count, flags, ref flush);
        if (THooks.IsTraced && IommuTrace.Log.IsEnabled())
        {
            TraceUnmapped(domain, dfn, count, result);
        }

        return result >= 0 ? result : Failed(domain, count, (int)result, ref flush);
    }

    /// <summary>Translates one frame as the hardware would.</summary>
    /// <returns>0; -ENOENT when nothing is mapped there; -EOPNOTSUPP without an IOMMU, or when the provider cannot tell; -ENODEV without a provider.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Lookup(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags)
    {
        return domain.Provider.IsNone
            ? LookupOutOfLine(domain, dfn, out mfn, out flags)
            : THooks.LookupPage(domain, dfn, out mfn, out flags);
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
        if (count == 0 || flags == FlushFlags.None)
        {
            return 0;
        }

        return
            dfn == Dfn.Invalid ? -Errno.EINVAL :
            (flags & FlushFlags.All) != 0 ? FlushAll(domain, flags) :
            domain.Provider.IsNone ? FlushOutOfLine(domain, dfn, count, flags) :
            Flushed(domain, THooks.IotlbFlush(domain, dfn, count, flags), dfn, count, flags);
    }

    /// <summary>Makes the hardware see everything that map and unmap changed. Done when the call returns.</summary>
    /// <returns>As for <see cref="Flush"/>.</returns>
    public int FlushAll(Domain domain, FlushFlags flags) => flags == FlushFlags.None ? 0 : Flushed(domain, FlushViews(domain), default, 0, flags);

    /// <summary>Shows the domain's page table to <paramref name="sink"/>; where it spans several providers, that of the first: all map the same.</summary>
    public void Dump<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink
    {
        foreach (Domain view in domain.Views)
        {
            THooks.DumpPageTables(view, ref sink);
            return;
        }
    }

    /// <summary>Writes the domain's page table as text (<see cref="PageTableText"/>); where it spans several providers, that of each below a line that names it.</summary>
    public void Dump(Domain domain, TextWriter output)
    {
        if (domain.Views.IsEmpty)
        {
            new PageTableText(output, domain.PageTable).Finish();
        }

        foreach (Domain view in domain.Views)
        {
            if (domain.IsSpanning)
            {
                output.WriteLine($"provider {view.Provider}:");
            }

            PageTableText text = new(output, view.PageTable);
            THooks.DumpPageTables(view, ref text);
            text.Finish();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long MapOutOfLine(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        int refusal = Refusal(domain, dfn, count);
        bool isRefused = refusal != 0 || domain.Providers.IsEmpty;
        long result = isRefused ? refusal : MapViews(domain, dfn, mfn, count, flags, ref flush);
        if (THooks.IsTraced && IommuTrace.Log.IsEnabled())
        {
            TraceMapped(domain, dfn, mfn, count, flags, result);
        }

        return isRefused || result >= 0 ? result : Failed(domain, count, (int)result, ref flush);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long UnmapOutOfLine(Domain domain, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        int refusal = Refusal(domain, dfn, count);
        bool isRefused = refusal != 0 || domain.Providers.IsEmpty;
        long result = isRefused ? refusal : UnmapViews(domain, dfn, count, flags, ref flush);
        if (THooks.IsTraced && IommuTrace.Log.IsEnabled())
        {
            TraceUnmapped(domain, dfn, count, result);
        }

        return isRefused || result >= 0 ? result : Failed(domain, count, (int)result, ref flush);
    }

    // Every provider maps the same, so any of them tells. One may not be able to.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LookupOutOfLine(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags)
    {
        mfn = Mfn.Invalid;
        flags = MapFlags.None;
        int result =
            !domain.IsEnabled || domain.IsPassthrough || domain.IsSpanning ? -Errno.EOPNOTSUPP :
            domain.IsDying ? -Errno.ENOENT :
            -Errno.ENODEV;
        foreach (Domain view in domain.Views)
        {
            result = THooks.LookupPage(view, dfn, out mfn, out flags);
            if (result != -Errno.EOPNOTSUPP)
            {
                break;
            }
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FlushOutOfLine(Domain domain, Dfn dfn, ulong count, FlushFlags flags)
    {
        int first = 0;
        foreach (Domain view in domain.Views)
        {
            int result = THooks.IotlbFlush(view, dfn, count, flags);
            first = first != 0 ? first : result;
        }

        return Flushed(domain, first, dfn, count, flags);
    }

    // Why a call is not made; it crashes nobody. What a guest's devices need of reserved memory is not the guest's to change.
    private static int Refusal(Domain domain, Dfn dfn, ulong count) =>
        !domain.IsEnabled || domain.IgnoresMaps ? 0 :
        domain.Providers.IsEmpty ? -Errno.ENODEV :
        !domain.IsHardware && domain.IdentityMaps.Holds(dfn.Value, count) ? -Errno.EPERM :
        0;

    // Has every provider's hardware forget the domain, also after one has failed, and keeps the first error.
    private static int FlushViews(Domain domain)
    {
        int first = 0;
        foreach (Domain view in domain.Views)
        {
            int result = THooks.IotlbFlushAll(view);
            if (result == 0)
            {
                // No hardware knows the tables any more that were unlinked before: they are freed soon, outside of this call.
                view.PageTable.FlushCompleted(domain.Platform.DeferredFrees);
            }

            first = first != 0 ? first : result;
        }

        return first;
    }

    // The caller does not know how far a failed call got, so everything is flushed here. One page is one store, or none; but of several providers, some
    // may have had it for a moment.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Failed(Domain domain, ulong count, int result, ref FlushFlags flush)
    {
        domain.Crash();
        if ((count > 1 || domain.IsSpanning) && FlushViews(domain) == 0)
        {
            flush = FlushFlags.None;
        }

        return result;
    }

    private static int Flushed(Domain domain, int result, Dfn dfn, ulong count, FlushFlags flags)
    {
        if (THooks.IsTraced && IommuTrace.Log.IsEnabled())
        {
            TraceFlushed(domain, dfn, count, flags, result);
        }

        if (result < 0)
        {
            domain.Crash();
        }

        return result;
    }
}
