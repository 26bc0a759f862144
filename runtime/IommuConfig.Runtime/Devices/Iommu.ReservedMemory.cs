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
        ulong count = region.FrameCount;
        int added = domain.IdentityMaps.Add(first.Value, count, region.Access);
        if (added != 0)
        {
            return added < 0 ? added : 0;
        }

        ulong conflicts = Conflicts(domain, first, count, region.Access);
        if (conflicts != 0)
        {
            Platform.Trace?.ReservedMemoryTaken(domain.Id, first.Value, conflicts, count);
        }

        int result = isRelaxed || conflicts == 0 ? 0 : -Errno.EBUSY;
        FlushFlags flush = FlushFlags.None;
        for (ulong done = 0; result == 0 && done < count;)
        {
            ulong taken = Taken(domain, first + done, count - done);
            ulong free = taken == count - done ? 0 : Free(domain, first + done + taken, count - done - taken);
            if (free != 0)
            {
                ulong start = first.Value + done + taken;
                result = (int)MapViews(domain, new Dfn(start), new Mfn(start), free, region.Access, ref flush);
            }

            done += taken + free;
        }

        if (result == 0 && flush != FlushFlags.None)
        {
            result = FlushViews(domain);
        }

        if (result != 0)
        {
            UnmapIdentity(domain, region);
        }

        return result;
    }

    // The record goes first, so that what cannot be unmapped now is nobody's count any more; every page is tried (-ENXIO if one fails).
    private int UnmapIdentity(Domain domain, ReservedRegion region)
    {
        Dfn first = new(region.FirstFrame.Value);
        ulong count = region.FrameCount;
        int removed = domain.IdentityMaps.Remove(first.Value, count);
        if (removed != 0)
        {
            return removed < 0 ? removed : 0;
        }

        int result = 0;
        FlushFlags flush = FlushFlags.None;
        for (ulong page = 0; page < count; page++)
        {
            // A page that was in the way is not ours to unmap.
            if (IsIdentity(domain, first + page) && UnmapViews(domain, first + page, 1, MapFlags.None, ref flush) != 0)
            {
                result = -Errno.ENXIO;
            }
        }

        int flushed = flush == FlushFlags.None ? 0 : FlushViews(domain);
        return result != 0 ? result : flushed;
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

    private bool IsIdentity(Domain domain, Dfn dfn)
    {
        int result = Lookup(domain, dfn, out Mfn mfn, out _);
        return result == -Errno.EOPNOTSUPP || (result == 0 && mfn.Value == dfn.Value);
    }
}
