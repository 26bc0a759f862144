using System;

namespace IommuConfig.Runtime;

/// <summary>One structure of a DMAR table. Comes from a <see cref="DmarTable"/>, so it is well-formed. What a type does not have is 0 or empty.</summary>
public readonly ref struct DmarStructure
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal DmarStructure(ReadOnlySpan<byte> bytes, int offset)
    {
        _bytes = bytes;
        Offset = offset;
    }

    /// <summary>What it describes.</summary>
    public DmarStructureType Type => (DmarStructureType)AcpiTable.U16(_bytes, 0);

    /// <summary>Where it is in the table, in bytes.</summary>
    public int Offset { get; }

    /// <summary>DRHD, ATSR, SATC: bit 0 is, in this order, "all devices not named by others", "all root ports", "an address translation service is required".</summary>
    public byte Flags => Type is DmarStructureType.Drhd or DmarStructureType.Atsr or DmarStructureType.Satc ? _bytes[4] : (byte)0;

    /// <summary>The PCI segment; not for RHSA.</summary>
    public ushort Segment => Type == DmarStructureType.Rhsa ? (ushort)0 : AcpiTable.U16(_bytes, 6);

    /// <summary>DRHD, RHSA: the machine address of the IOMMU's registers.</summary>
    public ulong RegisterBase => Type is DmarStructureType.Drhd or DmarStructureType.Rhsa ? AcpiTable.U64(_bytes, 8) : 0;

    /// <summary>RMRR: the machine address of the first byte.</summary>
    public ulong First => Type == DmarStructureType.Rmrr ? AcpiTable.U64(_bytes, 8) : 0;

    /// <summary>RMRR: the machine address of the last byte, which belongs to the region.</summary>
    public ulong Last => Type == DmarStructureType.Rmrr ? AcpiTable.U64(_bytes, 16) : 0;

    /// <summary>RHSA: the NUMA node.</summary>
    public uint ProximityDomain => Type == DmarStructureType.Rhsa ? AcpiTable.U32(_bytes, 16) : 0;

    /// <summary>The devices it names, for <c>foreach</c>.</summary>
    public ScopeList Scopes => new(_bytes[FixedSizeOf(Type)..], Segment);

    internal static int FixedSizeOf(DmarStructureType type) => type switch
    {
        DmarStructureType.Drhd => 16,
        DmarStructureType.Rmrr => 24,
        DmarStructureType.Rhsa => 20,
        _ => 8,
    };

    /// <summary>The scopes of a structure, for <c>foreach</c>.</summary>
    public readonly ref struct ScopeList
    {
        private readonly ReadOnlySpan<byte> _bytes;
        private readonly ushort _segment;

        internal ScopeList(ReadOnlySpan<byte> bytes, ushort segment)
        {
            _bytes = bytes;
            _segment = segment;
        }

        /// <summary>Starts before the first.</summary>
        public Enumerator GetEnumerator() => new(_bytes, _segment);

        /// <summary>Goes from one to the next.</summary>
        public ref struct Enumerator
        {
            private readonly ushort _segment;
            private ReadOnlySpan<byte> _rest;

            internal Enumerator(ReadOnlySpan<byte> bytes, ushort segment)
            {
                _rest = bytes;
                _segment = segment;
            }

            /// <summary>Where it is.</summary>
            public DmarScope Current { get; private set; }

            /// <summary>Goes on.</summary>
            public bool MoveNext()
            {
                if (_rest.IsEmpty)
                {
                    return false;
                }

                int length = _rest[1];
                Current = new DmarScope(_rest[..length], _segment);
                _rest = _rest[length..];
                return true;
            }
        }
    }
}
