namespace IommuConfig.Runtime;

/// <summary>The mappings of the hardware domain. Exists where the table implements <see cref="IOptionSymbols"/>.</summary>
public static class HardwareDomainMap
{
    /// <summary>Maps what the hardware domain's devices reach from the start, each frame at its own number, and flushes.</summary>
    /// <remarks>
    /// <para>
    /// On x86: what firmware reserved (unless <c>dom0-iommu=no-map-reserved</c>), RAM (unless strict), and everything below 4 GiB
    /// (<c>map-inclusive</c>, for a domain that is not translated); without the layer's own memory and what is forbidden. What is read-only is
    /// mapped so. Passed through, nothing is mapped, and on other architectures neither: there the domain's own memory is mapped as it gets it.
    /// </para>
    /// <para>
    /// What these defaults come to is in force in <see cref="IommuPlatform.Options"/> afterwards. Errors are counted and told, and the mapping
    /// goes on.
    /// </para>
    /// </remarks>
    /// <param name="iommu">The layer.</param>
    /// <param name="domain">The hardware domain.</param>
    /// <param name="layout">What it may reach.</param>
    /// <param name="report">What became of it.</param>
    /// <returns>0, also without an IOMMU in use and after errors of single ranges; -EINVAL for another domain; the error of the flush.</returns>
    public static int MapHardwareDomain<THooks>(this Iommu<THooks> iommu, Domain domain, HardwareDomainLayout layout, out HardwareDomainReport report)
        where THooks : struct, ICoreHooks, IOptionSymbols
    {
        report = new HardwareDomainReport();
        if (!domain.IsHardware)
        {
            return -Errno.EINVAL;
        }

        if (!domain.IsEnabled)
        {
            return 0;
        }

        IommuOptions options = iommu.Platform.Options;
        options.HardwareDomainReserved = THooks.IsX86 && options.HardwareDomainReserved is not false;
        if (options.HardwareDomainInclusive && (!THooks.IsX86 || layout.IsTranslated))
        {
            options.HardwareDomainInclusive = false;
            report.Say(THooks.IsX86 ? "map-inclusive is not for a translated domain: ignored" : "map-inclusive is for x86: ignored");
        }

        if (!THooks.IsX86 || options.HardwareDomainPassthrough)
        {
            return 0;
        }

        FrameRangeSet writable = HardwareDomainFrames.Of(iommu.Platform.Find<MemoryMap>(), options, layout, out FrameRangeSet readOnly);
        FlushFlags flush = FlushFlags.None;
        domain.MappingLock.Acquire();
        report.WritableFrames = Map(iommu, domain, layout, writable, MapFlags.ReadWrite, report, ref flush);
        report.ReadOnlyFrames = Map(iommu, domain, layout, readOnly, MapFlags.Readable, report, ref flush);
        int result = iommu.FlushAll(domain, flush);
        domain.MappingLock.Release();
        return result;
    }

    // The lock is held, except for while others run.
    private static ulong Map<THooks>(
        Iommu<THooks> iommu, Domain domain, HardwareDomainLayout layout, FrameRangeSet frames, MapFlags access, HardwareDomainReport report, ref FlushFlags flush)
        where THooks : struct, ICoreHooks
    {
        ulong mapped = 0;
        for (int index = 0; index < frames.Count; index++)
        {
            (ulong first, ulong last) = frames[index];
            long result;
            while ((result = iommu.Map(domain, new Dfn(first), new Mfn(first), last - first + 1, access | MapFlags.Preempt, ref flush)) > 0)
            {
                first += (ulong)result;
                mapped += (ulong)result;
                domain.MappingLock.Release();
                layout.LetOthersRun(iommu.Platform);
                domain.MappingLock.Acquire();
            }

            if (result < 0)
            {
                report.Fail(first, last, (int)result);
            }
            else
            {
                mapped += last - first + 1;
            }
        }

        return mapped;
    }
}
