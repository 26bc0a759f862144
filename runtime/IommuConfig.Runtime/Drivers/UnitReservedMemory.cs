namespace IommuConfig.Runtime;

/// <summary>How the drivers that have firmware tables of reserved memory report it.</summary>
internal static class UnitReservedMemory
{
    internal static int GetReservedDeviceMemory<TVisitor>(IommuPlatform platform, ref TVisitor visitor)
        where TVisitor : struct, IReservedRegionVisitor =>
        platform.Find<ReservedRegions>() is { } regions ? regions.Visit(ref visitor) : 0;
}
