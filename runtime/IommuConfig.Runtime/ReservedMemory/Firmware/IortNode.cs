using System;

namespace IommuConfig.Runtime;

/// <summary>What a node of an IORT table describes (Arm DEN0049, section 3.1). Those of other types are skipped.</summary>
public enum IortNodeType
{
    /// <summary>A group of interrupt translation services.</summary>
    ItsGroup = 0,

    /// <summary>A device that is not on PCI.</summary>
    NamedComponent = 1,

    /// <summary>A PCI root complex.</summary>
    RootComplex = 2,

    /// <summary>An SMMU of version 1 or 2.</summary>
    Smmu = 3,

    /// <summary>An SMMU of version 3.</summary>
    SmmuV3 = 4,

    /// <summary>A performance counter group of an SMMU of version 3.</summary>
    Pmcg = 5,

    /// <summary>Memory that is reserved for devices.</summary>
    ReservedMemory = 6,
}

/// <summary>How ids that come into a node leave it towards another one (DEN0049, section 3.1.1).</summary>
/// <param name="InputBase">The first id that comes in. Without meaning for a single mapping.</param>
/// <param name="Count">The number of ids, at least 1.</param>
/// <param name="OutputBase">The id that the first one becomes.</param>
/// <param name="OutputNode">Where the other node is, in bytes from the start of the table.</param>
/// <param name="IsSingle">Whether one id leaves, whatever came in.</param>
public readonly record struct IortMapping(uint InputBase, ulong Count, uint OutputBase, int OutputNode, bool IsSingle);

/// <summary>One range of a reserved memory node (DEN0049, section 3.1.1.8).</summary>
/// <param name="Start">The machine address of its first byte.</param>
/// <param name="Length">Its number of bytes, not 0.</param>
public readonly record struct IortMemory(ulong Start, ulong Length)
{
    /// <summary>The machine address of its last byte.</summary>
    public ulong Last => Start + (Length - 1);
}

/// <summary>One node of an IORT table. Comes from an <see cref="IortTable"/>, so it is well-formed. What a type does not have is 0 or empty.</summary>
public readonly ref struct IortNode
{
    internal const int HeaderSize = 16;
    internal const int MappingSize = 20;
    internal const int MemorySize = 20;

    private readonly ReadOnlySpan<byte> _bytes;

    internal IortNode(ReadOnlySpan<byte> bytes, int offset)
    {
        _bytes = bytes;
        Offset = offset;
    }

    /// <summary>What it describes.</summary>
    public IortNodeType Type => (IortNodeType)_bytes[0];

    /// <summary>Where it is in the table, in bytes; mappings name it so.</summary>
    public int Offset { get; }

    /// <summary>Whether it is an SMMU.</summary>
    public bool IsSmmu => Type is IortNodeType.Smmu or IortNodeType.SmmuV3;

    /// <summary>SMMU: the machine address of its registers.</summary>
    public ulong RegisterBase => IsSmmu ? AcpiTable.U64(_bytes, HeaderSize) : 0;

    /// <summary>Root complex: the PCI segment.</summary>
    public ushort Segment => Type == IortNodeType.RootComplex ? (ushort)AcpiTable.U32(_bytes, 28) : (ushort)0;

    /// <summary>Reserved memory, flag bit 0: the memory may also be mapped at other addresses than its own.</summary>
    public bool MayBeRemapped => (Flags & 1) != 0;

    /// <summary>Reserved memory, flag bit 1: the accesses are privileged.</summary>
    public bool IsPrivileged => (Flags & 2) != 0;

    /// <summary>Reserved memory, flag bits 9-2: the memory's attributes; 0 to 3 kinds of device memory, 4 normal non-cached, 5 normal write-back.</summary>
    public int MemoryAttributes => (int)(Flags >> 2) & 0xff;

    /// <summary>The number of mappings; of root complexes, named components and reserved memory.</summary>
    public int MappingCount => HasMappings(Type) ? (int)AcpiTable.U32(_bytes, 8) : 0;

    /// <summary>The number of ranges of reserved memory.</summary>
    public int MemoryCount => Type == IortNodeType.ReservedMemory ? (int)AcpiTable.U32(_bytes, 20) : 0;

    private uint Flags => Type == IortNodeType.ReservedMemory ? AcpiTable.U32(_bytes, HeaderSize) : 0;

    /// <summary>A mapping, by its place.</summary>
    public IortMapping Mapping(int index)
    {
        ReadOnlySpan<byte> mapping = _bytes.Slice((int)AcpiTable.U32(_bytes, 12) + (index * MappingSize), MappingSize);
        bool isSingle = (AcpiTable.U32(mapping, 16) & 1) != 0;
        ulong count = isSingle ? 1 : (ulong)AcpiTable.U32(mapping, 4) + 1;
        return new IortMapping(AcpiTable.U32(mapping, 0), count, AcpiTable.U32(mapping, 8), (int)AcpiTable.U32(mapping, 12), isSingle);
    }

    /// <summary>A range of reserved memory, by its place.</summary>
    public IortMemory Memory(int index)
    {
        ReadOnlySpan<byte> memory = _bytes.Slice(MemoryOffset + (index * MemorySize), MemorySize);
        return new IortMemory(AcpiTable.U64(memory, 0), AcpiTable.U64(memory, 8));
    }

    internal int MemoryOffset => (int)AcpiTable.U32(_bytes, 24);

    internal int MappingOffset => (int)AcpiTable.U32(_bytes, 12);

    internal static bool HasMappings(IortNodeType type) =>
        type is IortNodeType.NamedComponent or IortNodeType.RootComplex or IortNodeType.ReservedMemory;

    internal static int FixedSizeOf(IortNodeType type) => type switch
    {
        IortNodeType.ItsGroup => 20,
        IortNodeType.NamedComponent => 29,
        IortNodeType.RootComplex => 32,
        IortNodeType.Smmu => 76,
        IortNodeType.SmmuV3 => 60,
        IortNodeType.Pmcg => 32,
        IortNodeType.ReservedMemory => 28,
        _ => HeaderSize,
    };
}
