namespace IommuConfig.Runtime;

/// <summary>The IOMMU uses the page table of the processor's second-level translation.</summary>
[HookContract]
public interface ISharedTableHooks
{
    /// <summary>Points the domain's translation at the processor's table. Optional.</summary>
    /// <remarks>It names a domain, but is called where the domain has no provider yet; in a mixed build it does not exist.</remarks>
    /// <param name="domain">The domain, not yet used for any mapping.</param>
    /// <param name="root">The root of the processor's table.</param>
    /// <returns>0; -EOPNOTSUPP by default.</returns>
    [Hook(Context = HookContext.None)]
    static virtual int ShareP2m(Domain domain, Mfn root) => -Errno.EOPNOTSUPP;
}
