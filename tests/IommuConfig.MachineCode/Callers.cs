using System.Runtime.CompilerServices;

using IommuConfig.Runtime;

namespace IommuConfig.MachineCode;

/// <summary>The methods whose machine code is looked at: one page mapped through the generic layer. They differ in the table alone.</summary>
internal static class Callers
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ByHand(Iommu<HandWritten<AHooks, NotSet>> iommu, Domain domain, Dfn dfn, Mfn mfn, ref FlushFlags flush) =>
        iommu.Map(domain, dfn, mfn, 1, MapFlags.ReadWrite, ref flush);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ByHandB(Iommu<HandWritten<BHooks, NotSet>> iommu, Domain domain, Dfn dfn, Mfn mfn, ref FlushFlags flush) =>
        iommu.Map(domain, dfn, mfn, 1, MapFlags.ReadWrite, ref flush);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ThroughOne(Iommu<One.Table> iommu, Domain domain, Dfn dfn, Mfn mfn, ref FlushFlags flush) =>
        iommu.Map(domain, dfn, mfn, 1, MapFlags.ReadWrite, ref flush);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ThroughBoot(Iommu<Boot.Table> iommu, Domain domain, Dfn dfn, Mfn mfn, ref FlushFlags flush) =>
        iommu.Map(domain, dfn, mfn, 1, MapFlags.ReadWrite, ref flush);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ThroughMixed2(Iommu<Mixed2.Table> iommu, Domain domain, Dfn dfn, Mfn mfn, ref FlushFlags flush) =>
        iommu.Map(domain, dfn, mfn, 1, MapFlags.ReadWrite, ref flush);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ThroughMixed3(Iommu<Mixed3.Table> iommu, Domain domain, Dfn dfn, Mfn mfn, ref FlushFlags flush) =>
        iommu.Map(domain, dfn, mfn, 1, MapFlags.ReadWrite, ref flush);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ThroughMixed5(Iommu<Mixed5.Table> iommu, Domain domain, Dfn dfn, Mfn mfn, ref FlushFlags flush) =>
        iommu.Map(domain, dfn, mfn, 1, MapFlags.ReadWrite, ref flush);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ThroughOutOfLine(Iommu<OutOfLine.Table> iommu, Domain domain, Dfn dfn, Mfn mfn, ref FlushFlags flush) =>
        iommu.Map(domain, dfn, mfn, 1, MapFlags.ReadWrite, ref flush);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ThroughOutOfLineMixed(Iommu<OutOfLineMixed.Table> iommu, Domain domain, Dfn dfn, Mfn mfn, ref FlushFlags flush) =>
        iommu.Map(domain, dfn, mfn, 1, MapFlags.ReadWrite, ref flush);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ThroughVtd(Iommu<Vtd.Table> iommu, Domain domain, Dfn dfn, Mfn mfn, ref FlushFlags flush) =>
        iommu.Map(domain, dfn, mfn, 1, MapFlags.ReadWrite, ref flush);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long TracedVtd(Iommu<HandWritten<VtdHooks, Set>> iommu, Domain domain, Dfn dfn, Mfn mfn, ref FlushFlags flush) =>
        iommu.Map(domain, dfn, mfn, 1, MapFlags.ReadWrite, ref flush);
}
