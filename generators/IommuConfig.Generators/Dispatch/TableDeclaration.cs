using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>What was read from one class marked <c>[DispatchTable]</c>.</summary>
/// <param name="Model">The table, or null where it cannot be completed.</param>
/// <param name="Location">Where the attribute stands.</param>
/// <param name="ProviderLocations">Where each provider's attribute stands, in the order of <see cref="TableModel.Providers"/>.</param>
/// <param name="MemberLocations">Where the attributes of contract members stand that name symbols, as far as they are in this project.</param>
/// <param name="Diagnostics">What is wrong with it whatever the configuration.</param>
internal sealed record TableDeclaration(
    TableModel? Model,
    LocationInfo? Location,
    EquatableArray<LocationInfo> ProviderLocations,
    EquatableArray<MemberLocation> MemberLocations,
    EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>All places that it tells of.</summary>
    public IEnumerable<LocationInfo> Places =>
        ProviderLocations.Concat(MemberLocations.Select(member => member.Location)).Append(Location).Concat(Diagnostics.Select(one => one.Location))
            .OfType<LocationInfo>();

    /// <summary>Where to report what is wrong with a member: at its attribute, or else at the table.</summary>
    public LocationInfo? Locate(string member) => MemberLocations.FirstOrDefault(known => known.Member == member)?.Location ?? Location;
}

/// <summary>Where an attribute of a contract member stands.</summary>
/// <param name="Member">The member with its type: <c>global::N.IContract.Member</c>.</param>
/// <param name="Location">The place of the attribute.</param>
internal sealed record MemberLocation(string Member, LocationInfo Location);
