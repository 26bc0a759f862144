using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <remarks>Calls about the mappings of one domain are serialised by the caller: no lock is taken on the way.</remarks>
public readonly partial struct Iommu<THooks>
{
    // How many frames go by between two looks at whether somebody waits.
    private const ulong PreemptionMask = 4096 - 1;

    /// <summary>Maps a range, frame by frame.</summary>
    /// <param name="domain">Whose devices reach it.</param>
    /// <param name="dfn">The first device frame.</param>
    /// <param name="mfn">The first machine frame.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="flags">The permissions, and whether the call may stop half-way. The order bits are 0: sizes are the layer's choice.</param>
    /// <param name="flush">Receives what has to be flushed before the domain may rely on the change.</param>
    /// <returns>
    /// 0, also without an IOMMU; the positive number of frames done, if the call stopped half-way; -ENODEV while the domain has no device
    /// and so no provider; -EINVAL for order bits; the provider's error, after what this call mapped was unmapped again and the domain,
    /// unless it drives the machine, crashed.
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

        for (ulong done = 0; done < count; done++)
        {
            if ((done & PreemptionMask) == PreemptionMask && ShouldStop(domain, flags))
            {
                return (long)done;
            }

            int result = THooks.MapPage(domain, dfn + done, mfn + done, flags, ref flush);
            if (result != 0)
            {
                return MapFailed(domain, dfn, done, count, result, ref flush);
            }
        }

        return 0;
    }

    /// <summary>Unmaps a range, frame by frame. Where nothing is mapped, nothing happens.</summary>
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

        int first = 0;
        for (ulong done = 0; done < count; done++)
        {
            if ((done & PreemptionMask) == PreemptionMask && first == 0 && ShouldStop(domain, flags))
            {
                return (long)done;
            }

            int result = THooks.UnmapPage(domain, dfn + done, PageOrder.Page4K, ref flush);
            if (result != 0)
            {
                first = first != 0 ? first : result;
                if (!domain.IsHardware)
                {
                    break;
                }
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

        return dfn == Dfn.Invalid ? -Errno.EINVAL : Flushed(domain, THooks.IotlbFlush(domain, dfn, count, flags));
    }

    /// <summary>Makes the hardware see everything that map and unmap changed. Done when the call returns.</summary>
    /// <returns>As for <see cref="Flush"/>.</returns>
    public int FlushAll(Domain domain, FlushFlags flags) =>
        domain.Provider.IsNone || flags == FlushFlags.None ? 0 : Flushed(domain, THooks.IotlbFlushAll(domain));

    /// <summary>Shows the domain's page table to <paramref name="sink"/>.</summary>
    public void Dump<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink
    {
        if (!domain.Provider.IsNone)
        {
            THooks.DumpPageTables(domain, ref sink);
        }
    }

    private static bool ShouldStop(Domain domain, MapFlags flags) => flags.IsPreemptible && domain.Platform.IsPreemptionPending;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long WithoutProvider(Domain domain) => domain.IsEnabled ? -Errno.ENODEV : 0;

    // Undoes what the call mapped: frames from dfn, `done` of them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long MapFailed(Domain domain, Dfn dfn, ulong done, ulong count, int result, ref FlushFlags flush)
    {
        for (ulong index = 0; index < done; index++)
        {
            THooks.UnmapPage(domain, dfn + index, PageOrder.Page4K, ref flush);
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
