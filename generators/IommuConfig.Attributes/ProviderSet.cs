using System;
using System.Text;

namespace IommuConfig;

/// <summary>A set of providers of one table: what a domain spans, or what a platform has set up. An immutable 64-bit word.</summary>
public readonly struct ProviderSet : IEquatable<ProviderSet>
{
    private readonly ulong _bits;

    private ProviderSet(ulong bits) => _bits = bits;

    /// <summary>Whether the set has no member.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>The number of members, from 0 to <see cref="ProviderId.MaxCount"/>.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (ulong rest = _bits; rest != 0; rest &= rest - 1)
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>Whether <paramref name="provider"/> is a member. <see cref="ProviderId.None"/> never is.</summary>
    public bool Contains(ProviderId provider) => (_bits & Bit(provider)) != 0;

    /// <summary>This set and <paramref name="provider"/>. Adding <see cref="ProviderId.None"/> changes nothing.</summary>
    public ProviderSet Add(ProviderId provider) => new(_bits | Bit(provider));

    /// <summary>This set without <paramref name="provider"/>.</summary>
    public ProviderSet Remove(ProviderId provider) => new(_bits & ~Bit(provider));

    /// <inheritdoc/>
    public bool Equals(ProviderSet other) => _bits == other._bits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ProviderSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bits.GetHashCode();

    /// <summary>The indices of the members in braces, in ascending order: <c>{0, 2}</c>.</summary>
    public override string ToString()
    {
        StringBuilder text = new("{");
        for (int index = 0; index < ProviderId.MaxCount; index++)
        {
            if ((_bits >> index & 1) != 0)
            {
                text.Append(text.Length == 1 ? "" : ", ").Append(index);
            }
        }

        return text.Append('}').ToString();
    }

    /// <summary>Whether both have the same members.</summary>
    public static bool operator ==(ProviderSet left, ProviderSet right) => left.Equals(right);

    /// <summary>Whether their members differ.</summary>
    public static bool operator !=(ProviderSet left, ProviderSet right) => !left.Equals(right);

    private static ulong Bit(ProviderId provider) => provider.IsNone ? 0 : 1UL << provider.Index;
}
