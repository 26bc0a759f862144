namespace IommuConfig.Runtime;

/// <summary>For people who look for a fault.</summary>
[HookContract]
public interface IDumpHooks
{
    /// <summary>Shows every present entry of the domain's page table to <paramref name="sink"/>, tables before what they point to, in ascending order.</summary>
    static abstract void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink;
}
