namespace IommuConfig.Benchmarks;

/// <summary>What is measured.</summary>
/// <param name="Part">engine, whole or library.</param>
/// <param name="Architecture">The architecture that the Linux tree is read for.</param>
/// <param name="Case">The mode of conf, or the part of the library.</param>
/// <param name="Peer">Whose.</param>
/// <param name="Quantity">One of <see cref="Benchmarks.Quantity"/>.</param>
/// <param name="Unit">Its unit.</param>
internal sealed record Subject(string Part, string Architecture, string Case, string Peer, string Quantity, string Unit);

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
