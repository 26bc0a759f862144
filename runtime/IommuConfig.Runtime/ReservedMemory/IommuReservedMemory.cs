namespace IommuConfig.Runtime;

/// <summary>The query for reserved memory. Exists where the table implements <see cref="IReservedMemoryHooks"/>.</summary>
public static class IommuReservedMemory
{
    /// <summary>Shows each reserved region, with each device it is for, until the visitor takes it.</summary>
    /// <returns>0, also without an IOMMU; the visitor's negative result, with which the walk ended.</returns>
    public static int GetReservedDeviceMemory<THooks, TVisitor>(this Iommu<THooks> iommu, ref TVisitor visitor)
        where THooks : struct, ICoreHooks, IReservedMemoryHooks
        where TVisitor : struct, IReservedRegionVisitor =>
        iommu.Platform.IsEnabled ? THooks.GetReservedDeviceMemory(iommu.Platform, ref visitor) : 0;
}
