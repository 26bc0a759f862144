using System;

namespace IommuConfig;

/// <summary>
/// Names one provider of a dispatch table: the n-th of the providers that the configuration enables, in the order of the
/// table's <c>[Provider]</c> attributes. The default value, <see cref="None"/>, names no provider.
/// </summary>
/// <remarks>Ids are small and dense, from 0 to <see cref="MaxCount"/> - 1; they are not stable from one configuration to another.</remarks>
public readonly struct ProviderId : IEquatable<ProviderId>
{
    /// <summary>The largest number of providers one table can have: a <see cref="ProviderSet"/> is one 64-bit word.</summary>
    public const int MaxCount = 64;

    // The index plus one, so that a default value is no provider rather than the first.
    private readonly byte _ordinal;

    /// <summary>Makes the id of the provider at <paramref name="index"/>.</summary>
    /// <param name="index">From 0 to <see cref="MaxCount"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside that range.</exception>
    public ProviderId(int index)
    {
        if ((uint)index >= MaxCount)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, "A provider index is from 0 to 63.");
        }

        _ordinal = (byte)(index + 1);
    }

    /// <summary>No provider: what a domain without devices, or a table before <c>Select</c>, has.</summary>
    public static ProviderId None => default;

    /// <summary>The index of the provider among those the configuration enables, or -1 for <see cref="None"/>.</summary>
    public int Index => _ordinal - 1;

    /// <summary>Whether this is <see cref="None"/>.</summary>
    public bool IsNone => _ordinal == 0;

    /// <inheritdoc/>
    public bool Equals(ProviderId other) => _ordinal == other._ordinal;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ProviderId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _ordinal;

    /// <summary>The index in decimal, or <c>none</c>.</summary>
    public override string ToString() => IsNone ? "none" : Index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether both name the same provider, or both none.</summary>
    public static bool operator ==(ProviderId left, ProviderId right) => left.Equals(right);

    /// <summary>Whether they name different providers.</summary>
    public static bool operator !=(ProviderId left, ProviderId right) => !left.Equals(right);
}
