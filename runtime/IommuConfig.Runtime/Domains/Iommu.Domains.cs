namespace IommuConfig.Runtime;

public readonly partial struct Iommu<THooks>
{
    /// <summary>Creates a domain without devices.</summary>
    /// <remarks>Without an IOMMU in use it is created all the same; its devices then go untranslated, and mapping does nothing.</remarks>
    /// <param name="isHardware">Whether it is the domain that drives the machine; there is one.</param>
    /// <param name="domain">The domain, or null on an error.</param>
    /// <returns>0; -EBUSY when there are too many domains; -EEXIST for a second hardware domain; the provider's error.</returns>
    public int CreateDomain(bool isHardware, out Domain? domain)
    {
        domain = null;
        if (isHardware && Platform.HardwareDomain is not null)
        {
            return -Errno.EEXIST;
        }

        int result = Platform.DomainIds.Allocate(out ushort id);
        if (result != 0)
        {
            return result;
        }

        Domain created = new(Platform, id, isHardware);

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

        if (isHardware)
        {
            Platform.HardwareDomain = created;
        }

        domain = created;
        return 0;
    }

    /// <summary>Destroys a domain. Its page tables may be freed later, but then nothing walks them any more.</summary>
    /// <remarks>
    /// An invalidation is complete only when the hardware says so; until then it may walk the page tables, or reach what they mapped. So when
    /// the flush fails, the domain is gone all the same, but its frames and its number are never used again.
    /// </remarks>
    /// <returns>0; -EBUSY while it owns a device; -ESRCH the second time; the hardware's error, which crashes the domain.</returns>
    public int Teardown(Domain domain)
    {
        if (domain.DeviceCount != 0)
        {
            return -Errno.EBUSY;
        }

        if (domain.IsDying)
        {
            return -Errno.ESRCH;
        }

        domain.IsDying = true;
        if (Platform.HardwareDomain == domain)
        {
            Platform.HardwareDomain = null;
        }

        if (!domain.Providers.IsEmpty)
        {
            int result = Forget(domain);
            if (result != 0)
            {
                return result;
            }

            THooks.ReleaseTables(domain);
        }

        Platform.DomainIds.Free(domain.Id);
        return 0;
    }

    // The provider's Init runs as the domain's first contact with it.
    private static int Join(Domain domain, ProviderId provider)
    {
        domain.Join(provider);
        int result = THooks.Init(domain);
        if (result != 0)
        {
            domain.PageTable.Free();
            domain.Leave(provider);
            return result;
        }

        result = CheckPageSizes(THooks.PageSizes(domain));
        if (result != 0)
        {
            Leave(domain, provider);
        }
        else if (domain.IsHardware)
        {
            THooks.HardwareDomainInit(domain);
        }

        return result;
    }

    // Undoes Join, for a domain whose devices, if a switch over failed half-way, reach nothing any more.
    private static void Leave(Domain domain, ProviderId provider)
    {
        if (Forget(domain) == 0)
        {
            domain.PageTable.Free();
        }
        else
        {
            // The frames are nobody's from now on.
            domain.PageTable.Abandon();
        }

        domain.Leave(provider);
    }

    // The root is forgotten, and all that hardware remembers of it, before a frame reaches the allocator: on an error, none may.
    private static int Forget(Domain domain)
    {
        THooks.ClearRootPageTable(domain);
        int result = Flushed(domain, THooks.IotlbFlushAll(domain));
        THooks.Teardown(domain);
        return result;
    }

    // The smallest page has to be the one that all numbers of frames count in.
    private static int CheckPageSizes(ulong sizes) =>
        sizes == 0 ? -Errno.ENODATA :
        (sizes & (ulong)-(long)sizes) != FrameSource.FrameSize ? -Errno.EPERM :
        0;
}
