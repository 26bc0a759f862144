namespace IommuConfig.Runtime;

/// <remarks>
/// Mapping calls that flush what they changed, for callers that cannot gather changes on their own. A processor that is about to make many of them for a
/// domain begins a batch: then the flush is left to its end, one for all.
/// </remarks>
public readonly partial struct Iommu<THooks>
{
    /// <summary>Maps a range and flushes the change, unless the processor is in a batch for the domain.</summary>
    /// <returns>As for <see cref="Map"/>, or the error of the flush; -EINVAL for flags that let the call stop half-way.</returns>
    public long MapAndFlush(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags)
    {
        if (flags.IsPreemptible)
        {
            return -Errno.EINVAL;
        }

        FlushFlags flush = FlushFlags.None;
        long result = Map(domain, dfn, mfn, count, flags, ref flush);
        return result != 0 ? result : FlushOrDefer(domain, dfn, count, flush, isUrgent: false);
    }

    /// <summary>Unmaps a range and flushes the change, unless the processor is in a batch for the domain.</summary>
    /// <param name="domain">Whose devices reach it no more.</param>
    /// <param name="dfn">The first device frame.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="isUrgent">Whether to flush at once also in a batch: when the memory is about to be used for something else (XSA-346).</param>
    /// <returns>As for <see cref="Unmap"/>, or the error of the flush.</returns>
    public long UnmapAndFlush(Domain domain, Dfn dfn, ulong count, bool isUrgent = false)
    {
        FlushFlags flush = FlushFlags.None;
        long result = Unmap(domain, dfn, count, MapFlags.None, ref flush);
        return result != 0 ? result : FlushOrDefer(domain, dfn, count, flush, isUrgent);
    }

    /// <summary>
    /// From now on, calls about a domain on the current processor leave their flush to <see cref="EndBatch"/>. What they unmap may be reached until then,
    /// so it is kept until then.
    /// </summary>
    /// <returns>0; -EBUSY when the processor is in a batch; -EPERM for a caller that is no processor.</returns>
    public int BeginBatch(Domain domain)
    {
        if (Platform.CurrentBatch is not { } batch)
        {
            return -Errno.EPERM;
        }

        if (batch.Domain is not null)
        {
            return -Errno.EBUSY;
        }

        (batch.Domain, batch.Flags) = (domain, FlushFlags.None);
        return 0;
    }

    /// <summary>Ends the current processor's batch and flushes what its calls changed.</summary>
    /// <param name="dfn">The first frame of a range that covers all of them.</param>
    /// <param name="count">The number of frames.</param>
    /// <returns>As for <see cref="Flush"/>; -EINVAL when the processor is in no batch.</returns>
    public int EndBatch(Dfn dfn, ulong count)
    {
        if (Platform.CurrentBatch is not { Domain: { } domain } batch)
        {
            return -Errno.EINVAL;
        }

        batch.Domain = null;
        return Flush(domain, dfn, count, batch.Flags);
    }

    private int FlushOrDefer(Domain domain, Dfn dfn, ulong count, FlushFlags flush, bool isUrgent)
    {
        if (isUrgent || Platform.CurrentBatch is not { } batch || batch.Domain != domain)
        {
            return Flush(domain, dfn, count, flush);
        }

        batch.Flags |= flush;
        return 0;
    }
}

/// <summary>What a processor has changed without flushing it, and of which domain; none while it is in no batch.</summary>
internal sealed class FlushBatch
{
    internal Domain? Domain { get; set; }

    internal FlushFlags Flags { get; set; }
}
