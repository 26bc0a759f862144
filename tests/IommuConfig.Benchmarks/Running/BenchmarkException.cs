using System;

namespace IommuConfig.Benchmarks;

/// <summary>The benchmark cannot go on: its figures would mean nothing.</summary>
/// <param name="message">Why.</param>
internal sealed class BenchmarkException(string message) : Exception(message);
