using System;
using System.Globalization;

namespace IommuConfig.Runtime;

/// <summary>A machine frame number: the page that the memory bus sees, after all translation.</summary>
/// <remarks>Page tables, and what they map, are machine frames. A frame is 4096 bytes; the address is the number shifted left by 12.</remarks>
public readonly struct Mfn : IEquatable<Mfn>
{
    /// <summary>The number that is no frame: all ones.</summary>
    public static Mfn Invalid => new(ulong.MaxValue);

    /// <summary>Makes the frame with this number.</summary>
    public Mfn(ulong value) => Value = value;

    /// <summary>The frame number: an address divided by 4096.</summary>
    public ulong Value { get; }

    /// <summary>The frame <paramref name="count"/> frames further up.</summary>
    public static Mfn operator +(Mfn frame, ulong count) => new(frame.Value + count);

    /// <summary>Whether both are the same frame.</summary>
    public static bool operator ==(Mfn left, Mfn right) => left.Value == right.Value;

    /// <summary>Whether they are different frames.</summary>
    public static bool operator !=(Mfn left, Mfn right) => left.Value != right.Value;

    /// <inheritdoc/>
    public bool Equals(Mfn other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Mfn other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The number in hexadecimal.</summary>
    public override string ToString() => "0x" + Value.ToString("x", CultureInfo.InvariantCulture);
}
