using System;
using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>
/// The memory that is reserved for devices (VT-d: RMRR, AMD-Vi: unity maps and exclusion ranges, Arm: RMR). Filled when the machine is set up, by
/// <see cref="DmarTable.Register"/>, <see cref="IvrsTable.Register"/>, <see cref="IortTable.Register"/> and the command line's
/// <see cref="RmrrOption"/> and <see cref="IvmdOption"/>; read afterwards, by any thread.
/// </summary>
public sealed partial class ReservedRegions : PlatformPart
{
    // Oldest first. Replaced as a whole, so that a table that is refused leaves nothing behind.
    private ReservedRegion[] _regions = [];

    /// <summary>The number of regions.</summary>
    public int Count => _regions.Length;

    /// <summary>A region, by age: 0 is the newest.</summary>
    public ReservedRegion this[int index] => _regions[_regions.Length - 1 - index];

    /// <summary>
    /// The number of page-table levels that a domain needs to map AMD-Vi's unity maps (each level has 512 entries); 1 without any. All domains
    /// are given so many, as any device may come to any of them.
    /// </summary>
    public int MinimumLevels { get; private set; } = 1;

    // What IVRS says about devices; null without one.
    internal IvrsDevices? AmdViDevices { get; private set; }

    /// <summary>Adds a region for some devices, as an RMRR: they may read and write there.</summary>
    /// <param name="first">The machine address of its first byte.</param>
    /// <param name="last">The machine address of its last byte.</param>
    /// <param name="devices">The devices it is for.</param>
    /// <returns>
    /// 0; -EFAULT when it ends before it begins; -EEXIST when it overlaps another one; -EINVAL without a device.
    /// </returns>
    public int Add(ulong first, ulong last, params ReadOnlySpan<DeviceId> devices)
    {
        if (last < first)
        {
            return -Errno.EFAULT;
        }

        if (devices.IsEmpty)
        {
            return -Errno.EINVAL;
        }

        RegionDraft draft = new(this);
        if (draft.OverlapsRmrr(first, last))
        {
            return -Errno.EEXIST;
        }

        List<DeviceRange> ranges = [];
        foreach (DeviceId device in devices)
        {
            RmrrRules.Add(ranges, new DeviceRange(device, device));
        }

        draft.Add(new ReservedRegion(ReservedRegionKind.Rmrr, first, last, MapFlags.ReadWrite, [.. ranges]));
        draft.Commit();
        return 0;
    }

    /// <summary>The regions that are for a device, newest first, for <c>foreach</c>.</summary>
    public RegionList RegionsOf(DeviceId device) => new(_regions, device);

    /// <summary>Shows each region with each of its devices, until the visitor takes the region.</summary>
    /// <remarks>
    /// AMD-Vi's come last and by device: a device is first offered a region without frames, and only if the visitor takes that, its regions
    /// follow. Those that are for all devices are shown for the first such device only.
    /// </remarks>
    /// <returns>0, or the visitor's negative result.</returns>
    public int Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IReservedRegionVisitor
    {
        ReservedRegion[] regions = _regions;
        for (int index = regions.Length - 1; index >= 0; index--)
        {
            ReservedRegion region = regions[index];
            if (region.Kind is ReservedRegionKind.Rmrr or ReservedRegionKind.Rmr)
            {
                int result = VisitDevices(region, ref visitor);
                if (result < 0)
                {
                    return result;
                }
            }
        }

        return AmdViDevices is { } devices ? VisitAmdVi(regions, devices, ref visitor) : 0;
    }

    internal void Replace(ReservedRegion[] regions, IvrsDevices? devices, int minimumLevels)
    {
        _regions = regions;
        AmdViDevices = devices;
        MinimumLevels = minimumLevels;
    }

    internal ReadOnlySpan<ReservedRegion> OldestFirst() => _regions;

    private static int VisitDevices<TVisitor>(ReservedRegion region, ref TVisitor visitor)
        where TVisitor : struct, IReservedRegionVisitor
    {
        foreach (DeviceRange range in region.Devices)
        {
            for (ulong device = range.First.Value; device <= range.Last.Value; device++)
            {
                int result = visitor.Visit(region.FirstFrame, region.FrameCount, new DeviceId((uint)device));
                if (result != 0)
                {
                    return result;
                }
            }
        }

        return 0;
    }

    /// <summary>The regions of a device, for <c>foreach</c>.</summary>
    public readonly struct RegionList
    {
        private readonly ReservedRegion[] _regions;
        private readonly DeviceId _device;

        internal RegionList(ReservedRegion[] regions, DeviceId device)
        {
            _regions = regions;
            _device = device;
        }

        /// <summary>Starts before the first.</summary>
        public Enumerator GetEnumerator() => new(_regions, _device);

        /// <summary>Goes from one to the next.</summary>
        public struct Enumerator
        {
            private readonly ReservedRegion[] _regions;
            private readonly DeviceId _device;
            private int _index;

            internal Enumerator(ReservedRegion[] regions, DeviceId device)
            {
                _regions = regions;
                _device = device;
                _index = regions.Length;
            }

            /// <summary>Where it is.</summary>
            public readonly ReservedRegion Current => _regions[_index];

            /// <summary>Goes on.</summary>
            public bool MoveNext()
            {
                while (--_index >= 0)
                {
                    if (_regions[_index].IsFor(_device))
                    {
                        return true;
                    }
                }

                return false;
            }
        }
    }
}
