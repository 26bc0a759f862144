namespace IommuConfig.Runtime;

public readonly partial struct Iommu<THooks>
{
    /// <summary>Creates a domain without devices, which may get some if there is an IOMMU in use; otherwise mapping does nothing.</summary>
    /// <param name="isHardware">Whether it is the domain that drives the machine; there is one.</param>
    /// <param name="domain">The domain, or null on an error.</param>
    /// <returns>0; -EBUSY when there are too many domains; -EEXIST for a second hardware domain; the provider's error.</returns>
    public int CreateDomain(bool isHardware, out Domain? domain) => CreateDomain(
        (Platform.IsEnabled ? DomainFlags.Iommu : DomainFlags.None) | (isHardware ? DomainFlags.Hardware : DomainFlags.None), out domain);

    /// <summary>Creates a domain without devices.</summary>
    /// <param name="flags">What kind of domain.</param>
    /// <param name="domain">The domain, or null on an error.</param>
    /// <returns>
    /// 0; -EINVAL for unknown flags, for <see cref="DomainFlags.Iommu"/> without an IOMMU in use, and for <see cref="DomainFlags.NoSharedTables"/> without it;
    /// -EBUSY when there are too many domains; -EEXIST for a second hardware domain; the provider's error.
    /// </returns>
    public int CreateDomain(DomainFlags flags, out Domain? domain)
    {
        domain = null;
        Platform.DeviceLock.Acquire();
        int result = CheckFlags(flags);
        if (result == 0)
        {
            result = Create(flags, out domain);
        }

        Platform.DeviceLock.Release();
        return result;
    }

    /// <summary>Destroys a domain. Its page tables may be freed later, but then nothing walks them any more.</summary>
    /// <remarks>
    /// An invalidation is complete only when the hardware says so; until then it may walk the page tables, or reach what they mapped. So when
    /// the flush fails, the domain is gone all the same, but its frames and its number are never used again.
    /// </remarks>
    /// <returns>
    /// 0; -EBUSY while it owns a device; -ESRCH when it is gone; -ERESTART when somebody waits and it is to be called again; the hardware's error, which
    /// crashes the domain.
    /// </returns>
    public int Teardown(Domain domain)
    {
        Platform.DeviceLock.Acquire();
        int result =
            domain.DeviceCount != 0 ? -Errno.EBUSY :
            domain.IsGone ? -Errno.ESRCH :
            Destroy(domain);
        Platform.DeviceLock.Release();
        Platform.Trace?.Destroyed(domain.Id, result);
        return result;
    }

    private int CheckFlags(DomainFlags flags) =>
        (flags & ~(DomainFlags.Iommu | DomainFlags.Hardware | DomainFlags.SecondLevel | DomainFlags.NoSharedTables)) != 0 ? -Errno.EINVAL :
        (flags & DomainFlags.Iommu) != 0 && !Platform.IsEnabled ? -Errno.EINVAL :
        (flags & (DomainFlags.Iommu | DomainFlags.NoSharedTables)) == DomainFlags.NoSharedTables ? -Errno.EINVAL :
        (flags & DomainFlags.Hardware) != 0 && Platform.HardwareDomain is not null ? -Errno.EEXIST :
        0;

    private int Create(DomainFlags flags, out Domain? domain)
    {
        domain = null;
        int result = Platform.DomainIds.Allocate(out ushort id);
        if (result != 0)
        {
            return result;
        }

        Domain created = new(Platform, id, flags);

        // Where providers live side by side, a domain joins one with its first device.
        if (created.IsEnabled && !THooks.IsMixed)
        {
            result = Join(created, Platform.OnlyProvider);
            if (result != 0)
            {
                Platform.DomainIds.Free(id);
                return result;
            }
        }

        if (created.IsHardware)
        {
            Platform.HardwareDomain = created;
        }

        domain = created;
        Platform.Domains.Add(created);
        if (Platform.Trace is { } trace && trace.IsEnabled())
        {
            trace.Created(id, flags.ToString());
        }

        return 0;
    }

    private int Destroy(Domain domain)
    {
        domain.MappingLock.Acquire();
        if (!domain.IsDying)
        {
            Kill(domain);
        }

        int result = 0;
        foreach (Domain view in domain.Views)
        {
            result = THooks.ReleaseTables(view);
            if (result != 0)
            {
                break;
            }
        }

        domain.MappingLock.Release();
        if (result != 0)
        {
            return result;
        }

        domain.IsGone = true;
        Platform.Domains.Remove(domain);
        if (domain.FlushResult == 0)
        {
            Platform.DomainIds.Free(domain.Id);
        }

        return domain.FlushResult;
    }

    // From now on nobody maps, and no hardware walks the tables, or their frames are nobody's.
    private void Kill(Domain domain)
    {
        domain.Die();
        if (Platform.HardwareDomain == domain)
        {
            Platform.HardwareDomain = null;
        }

        foreach (Domain view in domain.Views)
        {
            int result = Forget(view);
            if (result != 0)
            {
                view.PageTable.Abandon();
            }

            domain.FlushResult = domain.FlushResult != 0 ? domain.FlushResult : result;
        }
    }

    // The provider's Init runs as the domain's first contact with it. Where the domain has another provider already, that tells what it maps.
    private static int Join(Domain domain, ProviderId provider)
    {
        Domain view = domain.Join(provider);
        int result = THooks.Init(view);
        if (result != 0)
        {
            view.PageTable.Free();
            domain.Leave(provider);
            return result;
        }

        result = CheckPageSizes(THooks.PageSizes(view));
        if (result == 0 && view.IsHardware)
        {
            THooks.HardwareDomainInit(view);
        }

        if (result == 0 && domain.IsSpanning)
        {
            // No hardware has seen the new table yet, so there is nothing to flush.
            FlushFlags flush = FlushFlags.None;
            result = Copy(domain.FirstView, view, default, EveryFrame, ref flush);
        }

        domain.Platform.Trace?.Joined(domain.Id, provider.Index, result);
        if (result != 0)
        {
            Leave(domain, provider);
        }

        return result;
    }

    // Undoes Join, for a provider whose devices, if a switch over failed half-way, reach nothing any more.
    private static void Leave(Domain domain, ProviderId provider)
    {
        Domain view = domain.ViewOf(provider);
        if (Forget(view) == 0)
        {
            view.PageTable.Free();
        }
        else
        {
            // The frames are nobody's from now on.
            view.PageTable.Abandon();
        }

        domain.Leave(provider);
        domain.Platform.Trace?.Left(domain.Id, provider.Index);
    }

    // A provider leaves with its last device, unless it is the last one: that keeps what the domain maps, for the next.
    private static void LeaveIdle(Domain domain)
    {
        while (domain.IsSpanning && domain.FindIdle() is { } idle)
        {
            Leave(domain, idle.Provider);
        }
    }

    // The root is forgotten, and all that hardware remembers of it, before a frame reaches the allocator: on an error, none may.
    private static int Forget(Domain domain)
    {
        THooks.ClearRootPageTable(domain);
        int result = Flushed(domain, THooks.IotlbFlushAll(domain), default, 0, FlushFlags.All);
        THooks.Teardown(domain);
        return result;
    }

    // The smallest page has to be the one that all numbers of frames count in.
    private static int CheckPageSizes(ulong sizes) =>
        sizes == 0 ? -Errno.ENODATA :
        (sizes & (ulong)-(long)sizes) != FrameSource.FrameSize ? -Errno.EPERM :
        0;
}
