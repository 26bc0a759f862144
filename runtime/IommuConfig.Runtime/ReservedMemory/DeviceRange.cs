using System;

namespace IommuConfig.Runtime;

/// <summary>Devices with ids from a first to a last one, both included. Firmware names single devices, ranges, and all devices at once.</summary>
/// <param name="First">The first device.</param>
/// <param name="Last">The last device; its <see cref="DeviceId.Value"/> is not below that of <paramref name="First"/>.</param>
public readonly record struct DeviceRange(DeviceId First, DeviceId Last)
{
    /// <summary>The number of devices, at least 1.</summary>
    public ulong Count => (ulong)Last.Value - First.Value + 1;

    /// <summary>Whether a device is one of them.</summary>
    public bool Contains(DeviceId device) => First.Value <= device.Value && device.Value <= Last.Value;

    /// <summary>The device's id, or the first and the last one with a hyphen between.</summary>
    public override string ToString() => First == Last ? First.ToString() : $"{First}-{Last}";

    /// <summary>Sorts ranges and joins those that touch, so that each device is in one of them. Works in place.</summary>
    /// <returns>The part of <paramref name="ranges"/> that holds the outcome.</returns>
    internal static Span<DeviceRange> Normalize(Span<DeviceRange> ranges)
    {
        if (ranges.Length < 2)
        {
            return ranges;
        }

        ranges.Sort(static (left, right) => left.First.Value.CompareTo(right.First.Value));
        int last = 0;
        foreach (DeviceRange range in ranges[1..])
        {
            if (range.First.Value <= (ulong)ranges[last].Last.Value + 1)
            {
                ranges[last] = ranges[last] with { Last = new DeviceId(Math.Max(ranges[last].Last.Value, range.Last.Value)) };
            }
            else
            {
                ranges[++last] = range;
            }
        }

        return ranges[..(last + 1)];
    }

    /// <summary>Whether a device is in both. Both are sorted.</summary>
    internal static bool Intersect(ReadOnlySpan<DeviceRange> left, ReadOnlySpan<DeviceRange> right)
    {
        while (!left.IsEmpty && !right.IsEmpty)
        {
            if (left[0].Last.Value < right[0].First.Value)
            {
                left = left[1..];
            }
            else if (right[0].Last.Value < left[0].First.Value)
            {
                right = right[1..];
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
