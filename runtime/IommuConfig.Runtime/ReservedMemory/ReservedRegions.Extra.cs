using System.Collections.Generic;

namespace IommuConfig.Runtime;

public sealed partial class ReservedRegions
{
    /// <summary>The most ranges that programs may add.</summary>
    public const int MaximumExtra = 20;

    private readonly List<(Mfn First, ulong Count, DeviceId Device)> _extra = [];

    /// <summary>
    /// Notes memory that a program uses with a device before the IOMMUs are set up (a console over USB, say), and that the device has to reach
    /// afterwards. <see cref="RegisterExtra"/> makes regions of it.
    /// </summary>
    /// <param name="first">Its first frame.</param>
    /// <param name="count">Its number of frames.</param>
    /// <param name="device">The device.</param>
    /// <returns>0; -ENOMEM if there are <see cref="MaximumExtra"/> already; -EINVAL without a frame, or beyond the last address.</returns>
    public int AddExtra(Mfn first, ulong count, DeviceId device)
    {
        const ulong Frames = 1ul << 52;
        if (count == 0 || first.Value >= Frames || count > Frames - first.Value)
        {
            return -Errno.EINVAL;
        }

        if (_extra.Count == MaximumExtra)
        {
            return -Errno.ENOMEM;
        }

        _extra.Add((first, count, device));
        return 0;
    }

    /// <summary>
    /// Makes regions of what <see cref="AddExtra"/> noted, after those of firmware: unity maps if there was an IVRS table, else as RMRRs. What
    /// cannot be a region is left out.
    /// </summary>
    /// <param name="pci">Says which devices there are.</param>
    /// <param name="memory">The machine's memory, or null if it is not known. What lies in usable memory there becomes reserved.</param>
    /// <returns>How many were left out: not in one piece of usable memory, in the way of another region, or for a device that is not there.</returns>
    public int RegisterExtra(PciConfiguration pci, MemoryMap? memory = null)
    {
        int registered = 0;
        foreach ((Mfn first, ulong count, DeviceId device) in _extra)
        {
            ulong start = first.Value << 12;
            ulong last = ((first.Value + count - 1) << 12) | 0xfff;
            if ((memory is null || memory.TryReserve(start, last)) && TryRegister(start, last, device, pci))
            {
                registered++;
            }
        }

        int left = _extra.Count - registered;
        _extra.Clear();
        return left;
    }

    private bool TryRegister(ulong first, ulong last, DeviceId device, PciConfiguration pci)
    {
        if (AmdViDevices is not { } devices)
        {
            int count = Count;
            return RmrrRules.Register(this, first, last, [new DeviceRange(device, device)], pci, null) == 0 && Count > count;
        }

        RegionDraft draft = new(this);
        UnityRules.Whose whose = device.Segment == 0 ? UnityRules.Whose.Range(device.RequesterId, device.RequesterId) : default;
        int result = new UnityRules(draft, devices, null).Add(first, last, MapFlags.ReadWrite, false, whose, out bool isKnown);
        draft.Commit();
        return isKnown && result == 0;
    }
}
