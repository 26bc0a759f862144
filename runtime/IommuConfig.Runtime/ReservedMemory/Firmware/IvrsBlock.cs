using System;

namespace IommuConfig.Runtime;

/// <summary>What a block of an IVRS table describes (AMD IOMMU specification 48882, section 5.2.2). Those of other types are skipped.</summary>
public enum IvrsBlockType
{
    /// <summary>An IOMMU and the devices behind it (IVHD).</summary>
    Unit = 0x10,

    /// <summary>The same with more of the IOMMU's features; counts instead of the above where the table says that it may.</summary>
    UnitWithFeatures = 0x11,

    /// <summary>The same, and devices may be named as ACPI does; counts instead of both.</summary>
    UnitWithNames = 0x40,

    /// <summary>Memory of all devices (IVMD).</summary>
    MemoryOfAll = 0x20,

    /// <summary>Memory of one device.</summary>
    MemoryOfOne = 0x21,

    /// <summary>Memory of the devices of a range.</summary>
    MemoryOfRange = 0x22,

    /// <summary>Memory of all devices behind one IOMMU.</summary>
    MemoryOfUnit = 0x23,
}

/// <summary>One block of an IVRS table. Comes from an <see cref="IvrsTable"/>, so it is well-formed. What a type does not have is 0 or empty.</summary>
public readonly ref struct IvrsBlock
{
    internal const int MemorySize = 32;

    private readonly ReadOnlySpan<byte> _bytes;

    internal IvrsBlock(ReadOnlySpan<byte> bytes, int offset)
    {
        _bytes = bytes;
        Offset = offset;
    }

    /// <summary>What it describes.</summary>
    public IvrsBlockType Type => (IvrsBlockType)_bytes[0];

    /// <summary>Where it is in the table, in bytes.</summary>
    public int Offset { get; }

    /// <summary>Whether it describes an IOMMU (IVHD).</summary>
    public bool IsUnit => IsUnitType(Type);

    /// <summary>Whether it describes memory (IVMD).</summary>
    public bool IsMemory => Type is >= IvrsBlockType.MemoryOfAll and <= IvrsBlockType.MemoryOfUnit;

    /// <summary>The flags as they are in the table. Memory: <see cref="IsUnity"/>, <see cref="Access"/>, <see cref="IsExclusion"/>.</summary>
    public byte Flags => _bytes[1];

    /// <summary>The IOMMU's own device id; or the device whose memory it is, or the first one. Bus in bits 15-8, devfn in 7-0.</summary>
    public ushort DeviceId => AcpiTable.U16(_bytes, 4);

    /// <summary>Memory of a range: the last device. Memory of an IOMMU: where its capability is, as in <see cref="CapabilityOffset"/>.</summary>
    public ushort Auxiliary => IsMemory ? AcpiTable.U16(_bytes, 6) : (ushort)0;

    /// <summary>IOMMU: the offset of its capability in the configuration space of <see cref="DeviceId"/>.</summary>
    public ushort CapabilityOffset => IsUnit ? AcpiTable.U16(_bytes, 6) : (ushort)0;

    /// <summary>IOMMU: the machine address of its registers.</summary>
    public ulong RegisterBase => IsUnit ? AcpiTable.U64(_bytes, 8) : 0;

    /// <summary>IOMMU: the PCI segment.</summary>
    public ushort Segment => IsUnit ? AcpiTable.U16(_bytes, 16) : (ushort)0;

    /// <summary>Memory: the machine address of the first byte, as it is in the table.</summary>
    public ulong Start => IsMemory ? AcpiTable.U64(_bytes, 16) : 0;

    /// <summary>Memory: the number of bytes, as it is in the table; not 0.</summary>
    public ulong Length => IsMemory ? AcpiTable.U64(_bytes, 24) : 0;

    /// <summary>Memory: the machine address of the last byte.</summary>
    public ulong Last => IsMemory ? Start + (Length - 1) : 0;

    /// <summary>Memory, flag bit 0: it is to be mapped one to one.</summary>
    public bool IsUnity => IsMemory && (Flags & 1) != 0;

    /// <summary>Memory, flag bits 1 and 2: whether devices read it (IR) and write it (IW).</summary>
    public MapFlags Access =>
        IsMemory ? ((Flags & 2) != 0 ? MapFlags.Readable : default) | ((Flags & 4) != 0 ? MapFlags.Writable : default) : default;

    /// <summary>Memory, flag bit 3: accesses to it are not to be translated. Goes before <see cref="IsUnity"/>.</summary>
    public bool IsExclusion => IsMemory && (Flags & 8) != 0;

    /// <summary>IOMMU: what is said of the devices behind it.</summary>
    internal ReadOnlySpan<byte> DeviceEntries => IsUnit ? _bytes[UnitSizeOf(Type)..] : default;

    internal int DeviceEntriesOffset => Offset + UnitSizeOf(Type);

    internal static bool IsUnitType(IvrsBlockType type) =>
        type is IvrsBlockType.Unit or IvrsBlockType.UnitWithFeatures or IvrsBlockType.UnitWithNames;

    internal static int UnitSizeOf(IvrsBlockType type) => type == IvrsBlockType.Unit ? 24 : 40;
}
