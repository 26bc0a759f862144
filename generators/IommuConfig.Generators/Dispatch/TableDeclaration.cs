using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>What was read from one class marked <c>[DispatchTable]</c>.</summary>
/// <param name="Model">The table, or null where it cannot be completed.</param>
/// <param name="Location">Where the attribute stands.</param>
/// <param name="ProviderLocations">Where each provider's attribute stands, in the order of <see cref="TableModel.Providers"/>.</param>
/// <param name="Diagnostics">What is wrong with it whatever the configuration.</param>
internal sealed record TableDeclaration(
    TableModel? Model,
    LocationInfo? Location,
    EquatableArray<LocationInfo> ProviderLocations,
    EquatableArray<DiagnosticInfo> Diagnostics);
