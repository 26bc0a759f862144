using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Runtime.Tests.ReservedMemory;

/// <summary>What a test sees of reserved regions.</summary>
internal static class Regions
{
    /// <summary>The regions as text, newest first.</summary>
    internal static string[] Text(this ReservedRegions regions) => [.. Enumerable.Range(0, regions.Count).Select(index => regions[index].ToString())];

    /// <summary>The regions of a device as text, newest first.</summary>
    internal static string[] TextOf(this ReservedRegions regions, uint device)
    {
        List<string> text = [];
        foreach (ReservedRegion region in regions.RegionsOf(new DeviceId(device)))
        {
            text.Add(region.ToString());
        }

        return [.. text];
    }

    /// <summary>What a visitor is shown that takes what is for one device, or everything.</summary>
    internal static string[] Shown(this ReservedRegions regions, uint? device = null, int onTaken = 1)
    {
        Recorder recorder = new() { Device = device, OnTaken = onTaken, Seen = [] };
        Assert.That(regions.Visit(ref recorder), Is.EqualTo(onTaken < 0 ? onTaken : 0));
        return [.. recorder.Seen];
    }

    private struct Recorder : IReservedRegionVisitor
    {
        internal uint? Device;
        internal int OnTaken;
        internal List<string> Seen;

        public readonly int Visit(Mfn start, ulong count, DeviceId device)
        {
            if (Device is { } wanted && device.Value != wanted)
            {
                return 0;
            }

            if (count == 0)
            {
                return 1;
            }

            Seen.Add($"{start.Value:x}+{count:x} {device.Value:x}");
            return OnTaken;
        }
    }
}
