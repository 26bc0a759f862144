using System;
using System.Globalization;

namespace IommuConfig.Runtime;

/// <summary>A guest frame number: the page that a domain's processor addresses, before its second-level translation.</summary>
/// <remarks>Where a domain is not translated it equals the machine frame. A frame is 4096 bytes; the address is the number shifted left by 12.</remarks>
public readonly struct Gfn : IEquatable<Gfn>
{
    /// <summary>The number that is no frame: all ones.</summary>
    public static Gfn Invalid => new(ulong.MaxValue);

    /// <summary>Makes the frame with this number.</summary>
    public Gfn(ulong value) => Value = value;

    /// <summary>The frame number: an address divided by 4096.</summary>
    public ulong Value { get; }

    /// <summary>The frame <paramref name="count"/> frames further up.</summary>
    public static Gfn operator +(Gfn frame, ulong count) => new(frame.Value + count);

    /// <summary>Whether both are the same frame.</summary>
    public static bool operator ==(Gfn left, Gfn right) => left.Value == right.Value;

    /// <summary>Whether they are different frames.</summary>
    public static bool operator !=(Gfn left, Gfn right) => left.Value != right.Value;

    /// <inheritdoc/>
    public bool Equals(Gfn other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Gfn other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The number in hexadecimal.</summary>
    public override string ToString() => "0x" + Value.ToString("x", CultureInfo.InvariantCulture);
}
