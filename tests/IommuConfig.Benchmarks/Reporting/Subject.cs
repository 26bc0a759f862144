namespace IommuConfig.Benchmarks;

/// <summary>What is measured.</summary>
/// <param name="Part">engine, whole or library.</param>
/// <param name="Architecture">The architecture that the Linux tree is read for.</param>
/// <param name="Case">The mode of conf, or the part of the library.</param>
/// <param name="Peer">Whose.</param>
/// <param name="Quantity">One of <see cref="Benchmarks.Quantity"/>.</param>
/// <param name="Unit">Its unit.</param>
internal sealed record Subject(string Part, string Architecture, string Case, string Peer, string Quantity, string Unit);
