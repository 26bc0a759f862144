using System;

namespace IommuConfig.Runtime;

/// <summary>The entries of an IVHD block, which say what is behind an IOMMU (AMD IOMMU specification 48882, section 5.2.2.5).</summary>
internal ref struct IvhdEntries
{
    private const byte All = 0x01;
    private const byte Select = 0x02;
    private const byte RangeStart = 0x03;
    private const byte RangeEnd = 0x04;
    private const byte AliasSelect = 0x42;
    private const byte AliasRangeStart = 0x43;
    private const byte ExtendedSelect = 0x46;
    private const byte ExtendedRangeStart = 0x47;
    private const byte Special = 0x48;
    private const byte Named = 0xf0;
    private const int NamedSize = 22;

    private readonly IvrsDevices? _devices;
    private readonly int _unit;
    private bool _isInRange;
    private ushort _rangeFirst;
    private int _rangeAlias;

    private IvhdEntries(IvrsDevices? devices, int unit)
    {
        _devices = devices;
        _unit = unit;
    }

    /// <summary>Checks the entries of a block, and notes what they say unless there is nowhere to.</summary>
    internal static FirmwareTableError Read(IvrsBlock block, IvrsDevices? devices)
    {
        // Reserved memory knows segment 0 only, but the rules hold everywhere.
        IvrsDevices? noted = block.Segment == 0 ? devices : null;
        IvhdEntries entries = new(noted, noted?.AddUnit(block.DeviceId, block.CapabilityOffset) ?? -1);
        return entries.Read(block.DeviceEntries, block.DeviceEntriesOffset);
    }

    private FirmwareTableError Read(ReadOnlySpan<byte> rest, int offset)
    {
        int rangeOffset = offset;
        while (!rest.IsEmpty)
        {
            int size = SizeOf(rest);
            if (size == 0)
            {
                return new(-Errno.ENODEV, offset, "A device entry is of a type whose length is known (AMD 48882, 5.2.2.5).");
            }

            if (size > rest.Length)
            {
                return new(-Errno.ENODEV, offset, "A device entry ends where its block ends, or before (AMD 48882, 5.2.2.5).");
            }

            byte type = rest[0];
            if (_isInRange && type is not (RangeEnd or 0))
            {
                return new(-Errno.ENODEV, offset, "The entry behind the start of a range of devices is its end (AMD 48882, 5.2.2.5).");
            }

            if (type is RangeStart or AliasRangeStart or ExtendedRangeStart)
            {
                rangeOffset = offset;
            }

            if (!TryNote(type, rest))
            {
                return new(-Errno.ENODEV, offset, "A range of devices ends behind its start, and has one (AMD 48882, 5.2.2.5).");
            }

            offset += size;
            rest = rest[size..];
        }

        return _isInRange
            ? new(-Errno.ENODEV, rangeOffset, "A range of devices has an end (AMD 48882, 5.2.2.5).")
            : default;
    }

    // The two highest bits of the type say how long an entry is; of those with names, a field does.
    private static int SizeOf(ReadOnlySpan<byte> entry) => entry[0] switch
    {
        < Named and var type => 4 << (type >> 6),
        Named => entry.Length < NamedSize ? NamedSize : NamedSize + entry[NamedSize - 1],
        _ => 0,
    };

    private bool TryNote(byte type, ReadOnlySpan<byte> entry)
    {
        ushort device = AcpiTable.U16(entry, 1);
        switch (type)
        {
            case All:
                _devices?.Add(0, ushort.MaxValue, _unit, -1);
                break;
            case Select or ExtendedSelect or Named:
                _devices?.Add(device, device, _unit, -1);
                break;
            case AliasSelect:
                _devices?.Add(device, device, _unit, AcpiTable.U16(entry, 5));
                break;
            case Special:
                ushort source = AcpiTable.U16(entry, 5);
                _devices?.Add(source, source, _unit, -1);
                break;
            case RangeStart or ExtendedRangeStart or AliasRangeStart:
                _isInRange = true;
                _rangeFirst = device;
                _rangeAlias = type == AliasRangeStart ? AcpiTable.U16(entry, 5) : -1;
                break;
            case RangeEnd:
                if (!_isInRange || device < _rangeFirst)
                {
                    return false;
                }

                _devices?.Add(_rangeFirst, device, _unit, _rangeAlias);
                _isInRange = false;
                break;
        }

        return true;
    }
}
