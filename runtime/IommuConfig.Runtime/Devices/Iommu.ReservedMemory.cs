namespace IommuConfig.Runtime;

/// <remarks>Memory that firmware reserved for a device is mapped one to one in whatever domain owns the device. Called with the domain's mapping lock held.</remarks>
public readonly partial struct Iommu<THooks>
{
    private int MapReserved(Domain domain, Device device, AssignFlags flags)
    {
        if (Platform.Find<ReservedRegions>() is not { } regions || domain.IgnoresMaps)
        {
            return 0;
        }

        bool isRelaxed = (flags & AssignFlags.Relaxed) != 0;
        foreach (ReservedRegion region in regions.RegionsOf(device.Id))
        {
            // Through memory that two devices use, one domain's device could reach the other's.
            int result = region.IsShared && !isRelaxed && !domain.IsHardware ? -Errno.EPERM : MapIdentity(domain, region, isRelaxed);
            if (result != 0)
            {
                UnmapReserved(domain, device, before: region);
                return result;
            }
        }

        return 0;
    }

    // Goes on after an error, and returns the first.
    private int UnmapReserved(Domain domain, Device device, ReservedRegion? before = null)
    {
        int first = 0;
        if (Platform.Find<ReservedRegions>() is { } regions)
        {
            foreach (ReservedRegion region in regions.RegionsOf(device.Id))
            {
                if (region == before)
                {
                    break;
                }

                int result = UnmapIdentity(domain, region);
                first = first != 0 || result == -Errno.ENOENT ? first : result;
            }
        }

        return first;
    }

    // Nothing is mapped unless everything can be: a page in the way is an error, or, if that is tolerated, left as it is.
    private int MapIdentity(Domain domain, ReservedRegion region, bool isRelaxed)
    {
        int result = domain.IdentityMaps.Add(region.FirstFrame.Value, region.FrameCount, region.Access, out IdentityRange? range);
        if (range is null)
        {
            return result;
        }

        ulong conflicts = TakeMapped(domain, range);
        if (conflicts != 0)
        {
            Platform.Trace?.ReservedMemoryTaken(domain.Id, range.First, conflicts, range.Count);
        }

        FlushFlags flush = FlushFlags.None;
        result = isRelaxed || conflicts == 0 ? MapFree(domain, range, ref flush) : -Errno.EBUSY;
        if (result != 0)
        {
            domain.IdentityMaps.Remove(range.First, range.Count, out _);
        }

        int flushed = flush == FlushFlags.None ? 0 : FlushViews(domain);
        domain.SetRoute();
        return result != 0 ? result : flushed;
    }

    // Maps what nothing is mapped at, or nothing.
    private static int MapFree(Domain domain, IdentityRange range, ref FlushFlags flush)
    {
        ulong end = range.First + range.Count;
        for (ulong next = range.First; next < end; next++)
        {
            ulong first = next;
            while (next < end && !range.IsTaken(next))
            {
                next++;
            }

            int result = next == first ? 0 : (int)MapViews(domain, new Dfn(first), new Mfn(first), next - first, range.Access, ref flush);
            if (result != 0)
            {
                UnmapOwn(domain, range, ref flush);
                return result;
            }
        }

        return 0;
    }

    // The record goes first, so that what cannot be unmapped now is nobody's count any more; every page is tried (-ENXIO if one fails).
    private int UnmapIdentity(Domain domain, ReservedRegion region)
    {
        int result = domain.IdentityMaps.Remove(region.FirstFrame.Value, region.FrameCount, out IdentityRange? range);
        if (range is null)
        {
            return result;
        }

        domain.SetRoute();
        FlushFlags flush = FlushFlags.None;
        result = UnmapOwn(domain, range, ref flush);
        int flushed = flush == FlushFlags.None ? 0 : FlushViews(domain);
        return result != 0 ? result : flushed;
    }

    // A page that was in the way is not ours to unmap.
    private static int UnmapOwn(Domain domain, IdentityRange range, ref FlushFlags flush)
    {
        int result = 0;
        for (ulong page = 0; page < range.Count; page++)
        {
            if (!range.IsTaken(range.First + page) && UnmapViews(domain, new Dfn(range.First + page), 1, MapFlags.None, ref flush) != 0)
            {
                result = -Errno.ENXIO;
            }
        }

        return result;
    }

    // What is mapped in a range stays as it is. How many of these pages are not what the range would be.
    private ulong TakeMapped(Domain domain, IdentityRange range)
    {
        ulong conflicts = 0;
        for (ulong frame = range.First; frame < range.First + range.Count; frame++)
        {
            if (Lookup(domain, new Dfn(frame), out Mfn mfn, out MapFlags flags) == 0)
            {
                range.Take(frame);
                conflicts += mfn.Value != frame || flags.Access != range.Access ? 1UL : 0;
            }
        }

        return conflicts;
    }
}
