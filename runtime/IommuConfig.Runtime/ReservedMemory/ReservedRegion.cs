using System;

namespace IommuConfig.Runtime;

/// <summary>Memory that firmware, or the command line, reserved for devices: their accesses to it must always work, address for address.</summary>
public sealed class ReservedRegion
{
    private readonly DeviceRange[] _devices;

    internal ReservedRegion(ReservedRegionKind kind, ulong first, ulong last, MapFlags access, DeviceRange[] devices)
    {
        Kind = kind;
        First = first;
        Last = last;
        Access = access;
        _devices = devices;
    }

    /// <summary>Which kind of entry reserved it.</summary>
    public ReservedRegionKind Kind { get; }

    /// <summary>The machine address of its first byte.</summary>
    public ulong First { get; }

    /// <summary>The machine address of its last byte, which belongs to it.</summary>
    public ulong Last { get; }

    /// <summary>What the devices may do there: read, write or both.</summary>
    public MapFlags Access { get; }

    /// <summary>Whether it is for all devices (IVMD type 20h), not for named ones.</summary>
    public bool IsGlobal { get; internal init; }

    /// <summary>
    /// Whether more than one device is named for it, so that devices of different owners could talk through it. Never true for unity maps and
    /// exclusion ranges, which AMD-Vi gives to each device by itself.
    /// </summary>
    public bool IsShared => Kind is ReservedRegionKind.Rmrr or ReservedRegionKind.Rmr && (_devices.Length > 1 || _devices[0].Count > 1);

    /// <summary>The devices it is for, at least one. Those of an RMRR are in the order of its scopes.</summary>
    public ReadOnlySpan<DeviceRange> Devices => _devices;

    /// <summary>Its first frame.</summary>
    public Mfn FirstFrame => new(First >> 12);

    /// <summary>The number of frames that have a byte of it, the one of the last byte included.</summary>
    public ulong FrameCount => (Last >> 12) - (First >> 12) + 1;

    /// <summary>Which IOMMU's exclusion range it is (an index into IVRS's IOMMUs); -1 for other kinds.</summary>
    internal int Unit { get; init; } = -1;

    /// <summary>Whether it is for a device.</summary>
    public bool IsFor(DeviceId device)
    {
        foreach (DeviceRange range in _devices)
        {
            if (range.Contains(device))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The addresses, the access and the kind.</summary>
    public override string ToString() => $"{First:x}-{Last:x} {Access} {Kind}";

    internal bool Overlaps(ulong first, ulong last) => first <= Last && First <= last;
}
