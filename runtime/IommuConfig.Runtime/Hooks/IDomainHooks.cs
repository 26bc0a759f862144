namespace IommuConfig.Runtime;

/// <summary>A provider's part in the life of a domain.</summary>
/// <remarks>
/// Of a domain that spans several providers, each is given a view: a domain of the same number that belongs to this provider alone and has a page table
/// for it.
/// </remarks>
[HookContract]
public interface IDomainHooks
{
    /// <summary>Makes the provider's state of a domain: its root page table and what the hardware knows it by.</summary>
    /// <returns>0; -ENOMEM; -EBUSY when the hardware can tell no more domains apart.</returns>
    static abstract int Init(Domain domain);

    /// <summary>Done once, for the hardware domain, after its <see cref="Init"/>: what only the domain that drives the machine needs.</summary>
    static abstract void HardwareDomainInit(Domain domain);

    /// <summary>
    /// Releases what <see cref="Init"/> made, except the page tables: when the domain ends, or when the provider's last device has left it. No device is
    /// attached any more.
    /// </summary>
    static abstract void Teardown(Domain domain);

    /// <summary>
    /// Forgets the root page table, so that no hook walks it from now on. Called before the tables are freed, and before
    /// <see cref="IMappingHooks.IotlbFlushAll"/> has the hardware forget what it remembers of them.
    /// </summary>
    static abstract void ClearRootPageTable(Domain domain);
}
