using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>
/// The command line's <c>ivmd=</c>: unity maps for devices on a machine with AMD-Vi whose firmware forgot them.
/// <c>start[-end][=bus:device.function[-bus:device.function][,...]][;...]</c>, with hexadecimal frame numbers, the last one included.
/// </summary>
/// <remarks>A range without devices is for all. At most 8 entries: each device or range of devices is one, as is a range for all. Segment 0 only.</remarks>
public sealed class IvmdOption : ReservedOption
{
    private const int MaximumEntries = 8;

    private int _entries;

    private IvmdOption()
    {
    }

    /// <summary>Reads the option's value.</summary>
    /// <param name="value">What is behind <c>ivmd=</c>.</param>
    /// <returns>What it says. <see cref="ReservedOption.Result"/> is -EINVAL also for a range that ends before it begins, -E2BIG for too many entries.</returns>
    public static IvmdOption Parse(string value)
    {
        IvmdOption option = new();
        OptionReader reader = new(value);
        do
        {
            option.ReadRange(ref reader);
            reader.SkipTo(';');
        }
        while (reader.TrySkip(';'));

        return option;
    }

    /// <summary>Adds the ranges, after those of IVRS: devices read and write them.</summary>
    /// <param name="regions">Where to. IVRS has been registered there: it says which devices there are.</param>
    /// <param name="memory">The machine's memory, or null if it is not known. A range must not lie in usable memory.</param>
    /// <returns>
    /// The ranges that were ignored: -ENODEV for a device that IVRS does not name, or without IVRS; -EIO in usable memory; -EPERM where a device
    /// has another unity map that overlaps it.
    /// </returns>
    public IReadOnlyList<ReservedOptionError> Register(ReservedRegions regions, MemoryMap? memory = null)
    {
        List<ReservedOptionError> ignored = [];
        foreach (ReservedPages range in Ranges)
        {
            int result = Register(regions, range, memory);
            if (result != 0)
            {
                ignored.Add(new(range.Column, result, result switch
                {
                    -Errno.EIO => "The range is in usable memory.",
                    -Errno.EPERM => "A device has another unity map that overlaps the range.",
                    _ => "The machine's IVRS table names no such device.",
                }));
            }
        }

        return ignored;
    }

    private static int Register(ReservedRegions regions, ReservedPages range, MemoryMap? memory)
    {
        if (regions.AmdViDevices is not { } devices)
        {
            return -Errno.ENODEV;
        }

        RegionDraft draft = new(regions);
        UnityRules rules = new(draft, devices, memory);
        if (!rules.IsAllowed(range.FirstByte, range.LastByte))
        {
            return -Errno.EIO;
        }

        bool isKnown = true;
        int result = 0;
        if (range.Devices.Count == 0)
        {
            result = rules.Add(range.FirstByte, range.LastByte, MapFlags.ReadWrite, false, UnityRules.Whose.All(), out isKnown);
        }

        for (int index = 0; index < range.Devices.Count && result == 0 && isKnown; index++)
        {
            UnityRules.Whose whose = UnityRules.Whose.Range(range.Devices[index].First.RequesterId, range.Devices[index].Last.RequesterId);
            result = rules.Add(range.FirstByte, range.LastByte, MapFlags.ReadWrite, false, whose, out isKnown);
        }

        if (result != 0 || !isKnown)
        {
            return isKnown ? result : -Errno.ENODEV;
        }

        draft.Commit(memory);
        return 0;
    }

    private void ReadRange(ref OptionReader reader)
    {
        int start = reader.Column;
        if (!TryReadFrames(ref reader, out ulong first, out ulong last))
        {
            return;
        }

        if (last < first)
        {
            Fail(start, -Errno.EINVAL, "A range does not end before it begins.");
            return;
        }

        List<DeviceRange> devices = [];
        if (reader.TrySkip('=') && !TryReadDevices(ref reader, devices))
        {
            return;
        }

        if (!reader.IsAtEnd && !reader.IsBefore(';'))
        {
            Fail(reader.Column, -Errno.EINVAL, devices.Count == 0
                ? "Behind a range comes '-', '=', ';' or the end."
                : "Behind a device comes '-', ',', ';' or the end.");
            return;
        }

        int entries = int.Max(1, devices.Count);
        if (_entries + entries > MaximumEntries)
        {
            Fail(start, -Errno.E2BIG, "There are at most 8 entries: devices, ranges of devices, and ranges for all.");
            return;
        }

        _entries += entries;
        Add(new ReservedPages(new Mfn(first), new Mfn(last), devices, start));
    }

    private bool TryReadDevices(ref OptionReader reader, List<DeviceRange> devices)
    {
        do
        {
            int column = reader.Column;
            if (!TryReadDevice(ref reader, out DeviceId first))
            {
                return false;
            }

            DeviceId last = first;
            if (reader.TrySkip('-') && !TryReadDevice(ref reader, out last))
            {
                return false;
            }

            if (last.Value < first.Value)
            {
                Fail(column, -Errno.EINVAL, "A range of devices does not end before it begins.");
                return false;
            }

            devices.Add(new DeviceRange(first, last));
        }
        while (reader.TrySkip(','));

        return true;
    }

    private bool TryReadDevice(ref OptionReader reader, out DeviceId device)
    {
        int column = reader.Column;
        if (!reader.TryReadDevice(out device, out _))
        {
            Fail(reader.Column, -Errno.EINVAL, "A device is [segment:]bus:device.function, in hexadecimal digits.");
            return false;
        }

        if (device.Segment != 0)
        {
            Fail(column, -Errno.EINVAL, "Devices are on segment 0.");
            return false;
        }

        return true;
    }
}
