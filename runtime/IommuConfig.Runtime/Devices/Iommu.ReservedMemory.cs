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
        Dfn first = new(region.FirstFrame.Value);
        int result = domain.IdentityMaps.Add(first.Value, region.FrameCount, region.Access, out IdentityRange? range);
        if (range is null)
        {
            return result;
        }

        ulong conflicts = Conflicts(domain, first, region.FrameCount, region.Access);
        if (conflicts != 0)
        {
            Platform.Trace?.ReservedMemoryTaken(domain.Id, first.Value, conflicts, region.FrameCount);
        }

        ulong mapped = 0;
        FlushFlags flush = FlushFlags.None;
        result = isRelaxed || conflicts == 0 ? MapFree(domain, range, ref mapped, ref flush) : -Errno.EBUSY;
        if (result != 0)
        {
            UnmapOwn(domain, range, mapped, ref flush);
            domain.IdentityMaps.Remove(first.Value, region.FrameCount, out _);
        }

        int flushed = flush == FlushFlags.None ? 0 : FlushViews(domain);
        domain.SetRoute();
        return result != 0 ? result : flushed;
    }

    // Maps what nothing is mapped at; the rest is taken.
    private int MapFree(Domain domain, IdentityRange range, ref ulong mapped, ref FlushFlags flush)
    {
        while (mapped < range.Count)
        {
            Dfn next = new(range.First + mapped);
            ulong taken = Taken(domain, next, range.Count - mapped);
            range.Take(next.Value, taken);
            mapped += taken;
            next += taken;
            ulong free = Free(domain, next, range.Count - mapped);
            if (free != 0)
            {
                int result = (int)MapViews(domain, next, new Mfn(next.Value), free, range.Access, ref flush);
                if (result != 0)
                {
                    return result;
                }

                mapped += free;
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
        result = UnmapOwn(domain, range, range.Count, ref flush);
        int flushed = flush == FlushFlags.None ? 0 : FlushViews(domain);
        return result != 0 ? result : flushed;
    }

    // A page that was in the way is not ours to unmap.
    private static int UnmapOwn(Domain domain, IdentityRange range, ulong count, ref FlushFlags flush)
    {
        int result = 0;
        for (ulong page = 0; page < count; page++)
        {
            if (!range.IsTaken(range.First + page) && UnmapViews(domain, new Dfn(range.First + page), 1, MapFlags.None, ref flush) != 0)
            {
                result = -Errno.ENXIO;
            }
        }

        return result;
    }

    // The number of pages in a range that something else is mapped at.
    private ulong Conflicts(Domain domain, Dfn first, ulong count, MapFlags access)
    {
        ulong conflicts = 0;
        for (ulong page = 0; page < count; page++)
        {
            bool isMapped = Lookup(domain, first + page, out Mfn mfn, out MapFlags flags) == 0;
            conflicts += isMapped && (mfn.Value != first.Value + page || flags.Access != access) ? 1UL : 0;
        }

        return conflicts;
    }

    // How many pages from here on are mapped, one way or another.
    private ulong Taken(Domain domain, Dfn first, ulong count)
    {
        ulong taken = 0;
        while (taken < count && Lookup(domain, first + taken, out _, out _) == 0)
        {
            taken++;
        }

        return taken;
    }

    // How many pages from here on are not, or nobody can tell.
    private ulong Free(Domain domain, Dfn first, ulong count)
    {
        ulong free = 0;
        while (free < count && Lookup(domain, first + free, out _, out _) != 0)
        {
            free++;
        }

        return free;
    }
}
