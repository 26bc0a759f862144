using System;

namespace IommuConfig.Benchmarks;

/// <summary>A piece of work of the library.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Run">Does it once.</param>
/// <param name="Megabytes">How much text it reads or writes, if its speed is of interest.</param>
internal sealed record Workload(string Name, Action Run, double? Megabytes = null);
