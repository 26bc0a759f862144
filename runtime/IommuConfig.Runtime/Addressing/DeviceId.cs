using System;
using System.Globalization;

namespace IommuConfig.Runtime;

/// <summary>
/// Where a device is: PCI segment, bus, and device with function. Devices that are not on PCI have the stream id that their IOMMU sees in
/// <see cref="RequesterId"/>.
/// </summary>
/// <remarks>In text, and in reserved memory queries, it is the field's "sbdf": segment in bits 31-16, bus in 15-8, devfn in 7-0.</remarks>
public readonly struct DeviceId : IEquatable<DeviceId>
{
    private readonly uint _value;

    /// <summary>Makes an id from its 32-bit form.</summary>
    public DeviceId(uint value) => _value = value;

    /// <summary>Makes an id from its parts.</summary>
    /// <param name="segment">The PCI segment.</param>
    /// <param name="bus">The bus.</param>
    /// <param name="devfn">The device in bits 7-3 and the function in bits 2-0.</param>
    public DeviceId(ushort segment, byte bus, byte devfn)
        : this((uint)segment << 16 | (uint)bus << 8 | devfn)
    {
    }

    /// <summary>The 32-bit form.</summary>
    public uint Value => _value;

    /// <summary>The PCI segment.</summary>
    public ushort Segment => (ushort)(_value >> 16);

    /// <summary>The bus.</summary>
    public byte Bus => (byte)(_value >> 8);

    /// <summary>The device in bits 7-3 and the function in bits 2-0.</summary>
    public byte Devfn => (byte)_value;

    /// <summary>What the IOMMU sees on a transaction: bus and devfn, without the segment.</summary>
    public ushort RequesterId => (ushort)_value;

    /// <summary>This id with another device and function, as a phantom function has.</summary>
    public DeviceId WithDevfn(byte devfn) => new(_value & ~0xffu | devfn);

    /// <summary>Whether both are the same place.</summary>
    public static bool operator ==(DeviceId left, DeviceId right) => left._value == right._value;

    /// <summary>Whether they are different places.</summary>
    public static bool operator !=(DeviceId left, DeviceId right) => left._value != right._value;

    /// <inheritdoc/>
    public bool Equals(DeviceId other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DeviceId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_value;

    /// <summary>The usual notation, <c>0000:03:00.1</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Segment:x4}:{Bus:x2}:{Devfn >> 3:x2}.{Devfn & 7}");
}
