using System;

namespace IommuConfig.Runtime;

/// <summary>The memory that firmware reserved for devices (VT-d: RMRR, AMD-Vi: unity maps), newest first.</summary>
public sealed class ReservedRegions : PlatformPart
{
    private Region? _newest;

    /// <summary>Adds a region for some devices.</summary>
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

        for (Region? region = _newest; region is not null; region = region.Older)
        {
            if (first <= region.Last && region.First <= last)
            {
                return -Errno.EEXIST;
            }
        }

        _newest = new Region(first, last, devices.ToArray(), _newest);
        return 0;
    }

    /// <summary>Shows each region with each of its devices, until the visitor takes the region.</summary>
    /// <returns>0, or the visitor's negative result.</returns>
    public int Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IReservedRegionVisitor
    {
        for (Region? region = _newest; region is not null; region = region.Older)
        {
            foreach (DeviceId device in region.Devices)
            {
                int result = visitor.Visit(new Mfn(region.First >> 12), (region.Last >> 12) - (region.First >> 12) + 1, device);
                if (result < 0)
                {
                    return result;
                }

                if (result > 0)
                {
                    break;
                }
            }
        }

        return 0;
    }

    /// <summary>Whether there is a region for a device.</summary>
    public bool HasAny(DeviceId device)
    {
        foreach (ReservedRegion _ in RegionsOf(device))
        {
            return true;
        }

        return false;
    }

    /// <summary>The regions that are for a device.</summary>
    public System.Collections.Generic.IEnumerable<ReservedRegion> RegionsOf(DeviceId device)
    {
        for (Region? region = _newest; region is not null; region = region.Older)
        {
            if (Array.IndexOf(region.Devices, device) >= 0)
            {
                yield return new ReservedRegion(region.First, region.Last, MapFlags.ReadWrite, region.Devices.Length > 1);
            }
        }
    }

    private sealed class Region(ulong first, ulong last, DeviceId[] devices, Region? older)
    {
        internal ulong First => first;

        internal ulong Last => last;

        internal DeviceId[] Devices => devices;

        internal Region? Older => older;
    }
}

/// <summary>interim</summary>
public readonly record struct ReservedRegion(ulong First, ulong Last, MapFlags Access, bool IsShared);
