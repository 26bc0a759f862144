using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>What holds for the memory of AMD-Vi's devices, wherever it comes from (Xen 4.16 and later; AMD IOMMU specification 48882, 5.2.2.8).</summary>
internal sealed class UnityRules(RegionDraft draft, IvrsDevices devices, MemoryMap? memory)
{
    private static readonly DeviceRange s_all = new(default, new DeviceId(ushort.MaxValue));

    /// <summary>The number of bits that addresses may have; 0 for any.</summary>
    internal int AddressBits { get; init; }

    internal bool IsAddressable(ulong last) => AddressBits is 0 or >= 64 || last >> AddressBits == 0;

    internal bool IsAllowed(ulong first, ulong last) => memory is null || UnityMemory.IsAllowed(memory, first, last);

    /// <summary>Adds memory; whole frames.</summary>
    /// <param name="first">Its first byte.</param>
    /// <param name="last">Its last byte.</param>
    /// <param name="access">What devices do there.</param>
    /// <param name="isExclusion">Whether it should be an exclusion range, if the IOMMUs have room for it.</param>
    /// <param name="whose">Whose it is.</param>
    /// <param name="isKnown">Whether that is anybody.</param>
    /// <returns>0, or -EPERM when a device has other memory that overlaps it.</returns>
    internal int Add(ulong first, ulong last, MapFlags access, bool isExclusion, Whose whose, out bool isKnown)
    {
        first &= ~0xffful;
        last |= 0xfff;
        isKnown = TryGetDevices(whose, isExclusion, out List<UnitDevices> groups);
        if (!isKnown || access == MapFlags.None)
        {
            return 0;
        }

        bool isExcluded = isExclusion;
        foreach (UnitDevices group in groups)
        {
            DeviceRange[] ids = [.. group.Ids];
            ids = DeviceRange.Normalize(ids).ToArray();
            if (isExclusion && draft.TryExclude(first, last, ids, group.Unit, whose.IsAll))
            {
                continue;
            }

            // The one range of this IOMMU is elsewhere.
            isExcluded = false;
            int result = whose.IsAll ? 0 : AddUnity(first, last, access, ids, isGlobal: false);
            if (result != 0)
            {
                return result;
            }
        }

        if (memory is not null && (groups.Count > 0 || whose.IsAll))
        {
            draft.Claim(first, last);
        }

        return whose.IsAll && !isExcluded ? AddUnity(first, last, access, [s_all], isGlobal: true) : 0;
    }

    // One level maps 512 frames, each further one 512 times as many.
    private static int LevelsFor(ulong last)
    {
        int levels = 1;
        for (ulong highest = last >> 12; highest >= 512; highest >>= 9)
        {
            levels++;
        }

        return levels;
    }

    private int AddUnity(ulong first, ulong last, MapFlags access, DeviceRange[] ids, bool isGlobal)
    {
        if (!draft.TryAddForEach(new ReservedRegion(ReservedRegionKind.Unity, first, last, access, ids) { IsGlobal = isGlobal }))
        {
            return -Errno.EPERM;
        }

        draft.MinimumLevels = int.Max(draft.MinimumLevels, LevelsFor(last));
        return 0;
    }

    // A unity map goes to all devices together, an exclusion range to each of their IOMMUs. Each device comes with the id its IOMMU sees it under.
    private bool TryGetDevices(Whose whose, bool isExclusion, out List<UnitDevices> groups)
    {
        groups = [];
        int unit = whose.IsUnit ? devices.FindUnit(whose.First, whose.Last) : -1;
        if (whose.IsNobody || (whose.IsUnit && unit < 0) || (!whose.IsUnit && !whose.IsAll && whose.Last > devices.Highest))
        {
            return false;
        }

        (ushort first, ushort last) = whose.IsUnit || whose.IsAll ? ((ushort)0, ushort.MaxValue) : (whose.First, whose.Last);
        foreach (IvrsDevices.Span span in devices.Within(first, last, unit))
        {
            int index = isExclusion ? groups.FindIndex(group => group.Unit == span.Unit) : groups.Count - 1;
            if (index < 0)
            {
                index = groups.Count;
                groups.Add(new UnitDevices(isExclusion ? span.Unit : -1, []));
            }

            groups[index].Ids.Add(new DeviceRange(new DeviceId(span.First), new DeviceId(span.Last)));
            if (span.Alias >= 0)
            {
                groups[index].Ids.Add(new DeviceRange(new DeviceId((uint)span.Alias), new DeviceId((uint)span.Alias)));
            }
        }

        return true;
    }

    private readonly record struct UnitDevices(int Unit, List<DeviceRange> Ids);

    /// <summary>Whose memory it is. The default is nobody's.</summary>
    internal readonly record struct Whose
    {
        private enum Kind
        {
            Nobody,
            All,
            Range,
            Unit,
        }

        private Kind Of { get; init; }

        internal bool IsNobody => Of == Kind.Nobody;

        internal bool IsAll => Of == Kind.All;

        internal bool IsUnit => Of == Kind.Unit;

        internal ushort First { get; private init; }

        internal ushort Last { get; private init; }

        internal static Whose All() => new() { Of = Kind.All };

        internal static Whose Range(ushort first, ushort last) => new() { Of = Kind.Range, First = first, Last = last };

        internal static Whose Unit(ushort device, ushort capability) => new() { Of = Kind.Unit, First = device, Last = capability };
    }
}
