using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>What one configuration makes of one declaration.</summary>
/// <param name="Table">The table, or null where it cannot be completed.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record TableResolution(ResolvedTable? Table, EquatableArray<DiagnosticInfo> Diagnostics);
