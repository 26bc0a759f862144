namespace IommuConfig.Runtime;

/// <summary>The IOMMU walks the processor's own table. Exists where the table implements <see cref="ISharedTableHooks"/>.</summary>
public static class IommuSharedTables
{
    /// <summary>
    /// Has the IOMMU walk the processor's second-level table of a domain that shares tables (<see cref="Domain.SharesTables"/>): once, when that table's
    /// root was made and no device is assigned yet. From then on only flushing is left to do here.
    /// </summary>
    /// <param name="iommu">The layer.</param>
    /// <param name="domain">The domain. Nothing happens for one that does not share tables.</param>
    /// <param name="root">The first frame of the processor's root, with as many levels as the domain's own table has, in the platform's memory.</param>
    /// <returns>
    /// 0; -EINVAL for the invalid frame; -EBUSY for a domain that has devices; -EOPNOTSUPP from a provider that cannot walk it: from then on the domain
    /// does not share tables, and is mapped for as any other.
    /// </returns>
    public static int ShareP2m<THooks>(this Iommu<THooks> iommu, Domain domain, Mfn root)
        where THooks : struct, ICoreHooks, ISharedTableHooks
    {
        if (!domain.SharesTables)
        {
            return 0;
        }

        IommuPlatform platform = iommu.Platform;
        platform.DeviceLock.Acquire();
        domain.MappingLock.Acquire();
        int result = THooks.ShareP2m(domain, root);
        if (result == -Errno.EOPNOTSUPP)
        {
            domain.StopSharing();
        }

        domain.MappingLock.Release();
        platform.DeviceLock.Release();
        return result;
    }
}
