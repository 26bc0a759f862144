namespace IommuConfig.Runtime;

/// <summary>Memory that firmware reserved for devices: it must stay mapped, one to one, whoever owns the device.</summary>
[HookContract]
public interface IReservedMemoryHooks
{
    /// <summary>
    /// Shows each region, with each device it is for, to <paramref name="visitor"/>. Once the visitor has taken a region it is not shown again
    /// for further devices. Optional; by default there is no region.
    /// </summary>
    /// <returns>0, or the visitor's negative result, with which the walk ended.</returns>
    static virtual int GetReservedDeviceMemory<TVisitor>(IommuPlatform platform, ref TVisitor visitor)
        where TVisitor : struct, IReservedRegionVisitor => 0;
}
