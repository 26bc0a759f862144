using System;
using System.Globalization;

namespace IommuConfig.Runtime;

/// <summary>A device frame number: the page that a device addresses, before the IOMMU translates it.</summary>
/// <remarks>What Linux calls an I/O virtual address, in pages. A frame is 4096 bytes; the address is the number shifted left by 12.</remarks>
public readonly struct Dfn : IEquatable<Dfn>
{
    /// <summary>The number that is no frame: all ones.</summary>
    public static Dfn Invalid => new(ulong.MaxValue);

    /// <summary>Makes the frame with this number.</summary>
    public Dfn(ulong value) => Value = value;

    /// <summary>The frame number: an address divided by 4096.</summary>
    public ulong Value { get; }

    /// <summary>The frame <paramref name="count"/> frames further up.</summary>
    public static Dfn operator +(Dfn frame, ulong count) => new(frame.Value + count);

    /// <summary>Whether both are the same frame.</summary>
    public static bool operator ==(Dfn left, Dfn right) => left.Value == right.Value;

    /// <summary>Whether they are different frames.</summary>
    public static bool operator !=(Dfn left, Dfn right) => left.Value != right.Value;

    /// <inheritdoc/>
    public bool Equals(Dfn other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dfn other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The number in hexadecimal.</summary>
    public override string ToString() => "0x" + Value.ToString("x", CultureInfo.InvariantCulture);
}
