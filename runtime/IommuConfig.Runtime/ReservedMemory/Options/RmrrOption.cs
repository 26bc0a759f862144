using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>
/// The command line's <c>rmrr=</c>: reserved memory for devices on a machine with VT-d whose firmware forgot it.
/// <c>start[-end]=[segment:]bus:device.function[,...][;...]</c>, with hexadecimal frame numbers, the last one included.
/// </summary>
/// <remarks>
/// At most 10 ranges of at most 16 frames, for at most 20 devices each, all of one segment: a device without a segment has that of the range's
/// first device. A range without devices says nothing and is left out.
/// </remarks>
public sealed class RmrrOption : ReservedOption
{
    private const int MaximumRanges = 10;
    private const int MaximumPages = 16;
    private const int MaximumDevices = 20;


    private RmrrOption()
    {
    }

    /// <summary>Reads the option's value.</summary>
    /// <param name="value">What is behind <c>rmrr=</c>.</param>
    /// <returns>What it says. <see cref="ReservedOption.Result"/> is -E2BIG for too many ranges or frames, and for a range that ends before it begins.</returns>
    public static RmrrOption Parse(string value)
    {
        RmrrOption option = new();
        OptionReader reader = new(value);
        do
        {
            if (option.Ranges.Count == MaximumRanges)
            {
                option.Fail(reader.Column, -Errno.E2BIG, "There are at most 10 ranges.");
                break;
            }

            option.ReadRange(ref reader);
            reader.SkipTo(';');
        }
        while (reader.TrySkip(';'));

        return option;
    }

    /// <summary>Adds the ranges, after those of DMAR.</summary>
    /// <param name="regions">Where to.</param>
    /// <param name="pci">Says which devices there are.</param>
    /// <param name="memory">The machine's memory, or null if it is not known. It must know every frame.</param>
    /// <returns>
    /// The ranges that were ignored: -EEXIST overlaps a region that is there, -EFAULT has a frame that the machine does not. A range none of whose
    /// devices is there is left out in silence, as one of DMAR is.
    /// </returns>
    public IReadOnlyList<ReservedOptionError> Register(ReservedRegions regions, PciConfiguration pci, MemoryMap? memory = null)
    {
        List<ReservedOptionError> ignored = [];
        foreach (ReservedPages range in Ranges)
        {
            int result = RmrrRules.Register(regions, range.FirstByte, range.LastByte, range.Devices, pci, memory);
            if (result != 0)
            {
                ignored.Add(new(range.Column, result, result == -Errno.EEXIST ? "The range overlaps a reserved region." : "The machine has no such memory."));
            }
        }

        return ignored;
    }

    private void ReadRange(ref OptionReader reader)
    {
        int start = reader.Column;
        if (!TryReadFrames(ref reader, out ulong first, out ulong last))
        {
            return;
        }

        if (last - first >= MaximumPages)
        {
            Fail(start, -Errno.E2BIG, "A range has at most 16 frames, and does not end before it begins.");
            return;
        }

        List<DeviceRange> devices = [];
        if (reader.TrySkip('=') && !TryReadDevices(ref reader, devices))
        {
            return;
        }

        if (!reader.IsAtEnd && !reader.IsBefore(';'))
        {
            Fail(reader.Column, -Errno.EINVAL, devices.Count switch
            {
                0 => "Behind a range comes '-', '=', ';' or the end.",
                MaximumDevices => "A range is for at most 20 devices.",
                _ => "Behind a device comes ',', ';' or the end.",
            });
            return;
        }

        if (devices.Count > 0)
        {
            Add(new ReservedPages(new Mfn(first), new Mfn(last), devices, start));
        }
    }

    private bool TryReadDevices(ref OptionReader reader, List<DeviceRange> devices)
    {
        do
        {
            int column = reader.Column;
            if (!reader.TryReadDevice(out DeviceId device, out bool hasSegment))
            {
                Fail(reader.Column, -Errno.EINVAL, "A device is [segment:]bus:device.function, in hexadecimal digits.");
                return false;
            }

            if (devices.Count > 0)
            {
                ushort segment = devices[0].First.Segment;
                if (hasSegment && device.Segment != segment)
                {
                    Fail(column, -Errno.EINVAL, "The devices of a range are all on one segment.");
                    return false;
                }

                device = new DeviceId(segment, device.Bus, device.Devfn);
            }

            devices.Add(new DeviceRange(device, device));
        }
        while (devices.Count < MaximumDevices && reader.TrySkip(','));

        return true;
    }
}
