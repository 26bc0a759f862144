namespace IommuConfig.Benchmarks;

/// <summary>What can be measured of a process or a piece of code.</summary>
internal static class Quantity
{
    public const string Wall = "wall";
    public const string User = "user";
    public const string System = "system";
    public const string Peak = "peak";
    public const string Processor = "cpu";
    public const string Speed = "speed";
    public const string Allocated = "allocated";
    public const string Recomputed = "recomputed";
}
