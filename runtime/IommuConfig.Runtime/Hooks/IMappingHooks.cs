namespace IommuConfig.Runtime;

/// <summary>What a domain's devices can reach.</summary>
/// <remarks>
/// None of these flushes on its own: what changed is added to the caller's <see cref="FlushFlags"/>, and the caller flushes once for all of it.
/// What was unmapped is flushed before its addresses are mapped again, or hardware may hold both. Calls about one domain are serialised by the
/// caller. None of them allocates managed memory or throws.
/// </remarks>
[HookContract]
public interface IMappingHooks
{
    /// <summary>Lets the domain's devices reach <paramref name="mfn"/> at <paramref name="dfn"/>, replacing what was there.</summary>
    /// <param name="domain">Whose page table.</param>
    /// <param name="dfn">The first device frame, aligned to the order in <paramref name="flags"/>.</param>
    /// <param name="mfn">The first machine frame, aligned likewise.</param>
    /// <param name="flags">Permissions and order. Without a permission the entry becomes not present.</param>
    /// <param name="flush">Receives what has to be flushed; nothing for an entry that was already so.</param>
    /// <returns>0; -ENOMEM; -EFAULT when a frame is beyond what the table can hold; -EINVAL for an order that is not supported, what is not aligned to it, and permissions that the hardware cannot tell apart.</returns>
    static abstract int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush);

    /// <summary>Takes a mapping away. It is no error if there was none.</summary>
    /// <param name="domain">Whose page table.</param>
    /// <param name="dfn">The first device frame, aligned to <paramref name="order"/>.</param>
    /// <param name="order">The size.</param>
    /// <param name="flush">Receives what has to be flushed.</param>
    /// <returns>0, also for a frame beyond the table; -ENOMEM when a larger page has to be split; -EINVAL for an order that is not supported.</returns>
    static abstract int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush);

    /// <summary>
    /// Lets a range be reached, in pages of the provider's choice. Optional: by default the layer goes page by page, in the largest sizes that fit.
    /// </summary>
    /// <param name="domain">Whose page table.</param>
    /// <param name="dfn">The first device frame.</param>
    /// <param name="mfn">The first machine frame.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="flags">Permissions, and whether the call may stop half-way; no order.</param>
    /// <param name="flush">Receives what has to be flushed.</param>
    /// <returns>
    /// 0; the positive number of frames done, if it stopped half-way; the errors of <see cref="MapPage"/>, and then nothing of the range was
    /// mapped by this call; -EOPNOTSUPP, also by default: page by page.
    /// </returns>
    static virtual long MapPages(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush) => -Errno.EOPNOTSUPP;

    /// <summary>Takes the mappings of a range away. Optional, as <see cref="MapPages"/>.</summary>
    /// <param name="domain">Whose page table.</param>
    /// <param name="dfn">The first device frame.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="flags">Nothing, or that the call may stop half-way.</param>
    /// <param name="flush">Receives what has to be flushed.</param>
    /// <returns>
    /// 0; the positive number of frames done; -ENOMEM when a larger page has to be split, and then nothing was unmapped; -EOPNOTSUPP: page by page.
    /// </returns>
    static virtual long UnmapPages(Domain domain, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush) => -Errno.EOPNOTSUPP;

    /// <summary>Translates one frame as the hardware would. Optional.</summary>
    /// <returns>0; -ENOENT when nothing is mapped there; -EOPNOTSUPP when the provider cannot tell.</returns>
    static virtual int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags)
    {
        mfn = Mfn.Invalid;
        flags = MapFlags.None;
        return -Errno.EOPNOTSUPP;
    }

    /// <summary>Makes the hardware forget what it remembers of a range. Done when the call returns. Optional.</summary>
    /// <param name="domain">Whose translations.</param>
    /// <param name="dfn">The first frame.</param>
    /// <param name="count">The number of frames, at least 1.</param>
    /// <param name="flags">What has changed, not empty.</param>
    /// <returns>0, also by default: hardware without a translation cache; the first error of a unit otherwise.</returns>
    static virtual int IotlbFlush(Domain domain, Dfn dfn, ulong count, FlushFlags flags) => 0;

    /// <summary>Makes the hardware forget everything of the domain. Optional, with the result of <see cref="IotlbFlush"/>.</summary>
    static virtual int IotlbFlushAll(Domain domain) => 0;

    /// <summary>The supported sizes: bit n set for pages of 2^n bytes. The lowest set bit must be bit 12, 4 KiB.</summary>
    static abstract ulong PageSizes(Domain domain);
}
