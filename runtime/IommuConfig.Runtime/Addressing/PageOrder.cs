using System;
using System.Globalization;

namespace IommuConfig.Runtime;

/// <summary>The size of a mapping as a power of two: order n is 2^n frames of 4096 bytes.</summary>
public readonly struct PageOrder : IEquatable<PageOrder>
{
    /// <summary>The largest order the flags of a map call can hold (<see cref="MapFlags.OrderMask"/>).</summary>
    public const int Max = 63;

    private readonly byte _value;

    /// <summary>Makes an order.</summary>
    /// <param name="value">From 0 to <see cref="Max"/>; higher bits are ignored.</param>
    public PageOrder(int value) => _value = (byte)(value & Max);

    /// <summary>One frame: 4 KiB.</summary>
    public static PageOrder Page4K => default;

    /// <summary>2^9 frames: 2 MiB.</summary>
    public static PageOrder Page2M => new(9);

    /// <summary>2^18 frames: 1 GiB.</summary>
    public static PageOrder Page1G => new(18);

    /// <summary>The exponent.</summary>
    public int Value => _value;

    /// <summary>The number of frames: 2^<see cref="Value"/>.</summary>
    public ulong FrameCount => 1UL << _value;

    /// <summary>Whether both are the same order.</summary>
    public static bool operator ==(PageOrder left, PageOrder right) => left._value == right._value;

    /// <summary>Whether they are different orders.</summary>
    public static bool operator !=(PageOrder left, PageOrder right) => left._value != right._value;

    /// <inheritdoc/>
    public bool Equals(PageOrder other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PageOrder other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value;

    /// <summary>The exponent in decimal.</summary>
    public override string ToString() => _value.ToString(CultureInfo.InvariantCulture);
}
