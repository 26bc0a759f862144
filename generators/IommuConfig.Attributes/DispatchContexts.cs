using System;

namespace IommuConfig;

/// <summary>
/// Marks a type whose values belong to a provider, as a device does. It has a readable property <c>ProviderId Provider</c>
/// (<see cref="IDispatchContext"/> declares it). The mark is inherited, by base type, by interface and by the constraints of a type parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class DispatchContextAttribute : Attribute
{
    /// <summary>
    /// Whether a value may belong to several providers at once, as a domain may. In a hook that has both, a context that does not span
    /// says which provider is meant: with a domain and a device, the device.
    /// </summary>
    public bool Spanning { get; set; }
}

/// <summary>Something that belongs to a provider: in a mixed table, an argument of this type says whose hook is called.</summary>
[DispatchContext]
public interface IDispatchContext
{
    /// <summary>The provider, or <see cref="ProviderId.None"/> when there is none yet.</summary>
    ProviderId Provider { get; }
}

/// <summary>
/// Marks a type that knows which providers were set up, as a platform does. It has a readable property <c>ProviderSet Providers</c>;
/// a <see cref="FanoutAttribute">fanned-out</see> hook with a parameter of the type calls only these.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class ProviderScopeAttribute : Attribute;
