using System;

namespace IommuConfig.Runtime;

/// <summary>
/// One word that says how to map: permissions and size. The layout is that of Xen's <c>IOMMUF_*</c> word: order in bits 0-5, then single bits.
/// </summary>
public readonly struct MapFlags : IEquatable<MapFlags>
{
    /// <summary>The bits that hold the order, 0-5.</summary>
    public const uint OrderMask = 0x3f;

    private const uint ReadableBit = 1u << 6;
    private const uint WritableBit = 1u << 7;
    private const uint PreemptBit = 1u << 8;

    /// <summary>Makes flags from their 32-bit form.</summary>
    public MapFlags(uint value) => Value = value;

    /// <summary>No access. An entry with it is not present.</summary>
    public static MapFlags None => default;

    /// <summary>Bit 6: a device may read.</summary>
    public static MapFlags Readable => new(ReadableBit);

    /// <summary>Bit 7: a device may write.</summary>
    public static MapFlags Writable => new(WritableBit);

    /// <summary>A device may read and write.</summary>
    public static MapFlags ReadWrite => new(ReadableBit | WritableBit);

    /// <summary>Bit 8: the caller accepts a partial result, the number of frames done so far.</summary>
    public static MapFlags Preempt => new(PreemptBit);

    /// <summary>The 32-bit form.</summary>
    public uint Value { get; }

    /// <summary>The size of one mapping, from bits 0-5.</summary>
    public PageOrder Order => new((int)(Value & OrderMask));

    /// <summary>Whether a device may read.</summary>
    public bool IsReadable => (Value & ReadableBit) != 0;

    /// <summary>Whether a device may write.</summary>
    public bool IsWritable => (Value & WritableBit) != 0;

    /// <summary>Whether the call may stop half-way.</summary>
    public bool IsPreemptible => (Value & PreemptBit) != 0;

    /// <summary>Only the permissions of these flags.</summary>
    public MapFlags Access => new(Value & (ReadableBit | WritableBit));

    /// <summary>These flags for mappings of <paramref name="order"/>.</summary>
    public MapFlags WithOrder(PageOrder order) => new(Value & ~OrderMask | (uint)order.Value);

    /// <summary>What either has.</summary>
    public static MapFlags operator |(MapFlags left, MapFlags right) => new(left.Value | right.Value);

    /// <summary>Whether both are the same flags.</summary>
    public static bool operator ==(MapFlags left, MapFlags right) => left.Value == right.Value;

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(MapFlags left, MapFlags right) => left.Value != right.Value;

    /// <inheritdoc/>
    public bool Equals(MapFlags other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MapFlags other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Value;

    /// <summary>The permissions as <c>rw</c>, <c>r-</c>, <c>-w</c> or <c>--</c>.</summary>
    public override string ToString() => IsReadable ? IsWritable ? "rw" : "r-" : IsWritable ? "-w" : "--";
}
