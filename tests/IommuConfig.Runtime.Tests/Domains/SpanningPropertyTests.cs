using System;
using System.Collections.Generic;
using System.Linq;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Domains;

/// <summary>Random lives of domains that span providers, beside a dictionary: whoever owns a device, the device reaches exactly what the dictionary says.</summary>
internal sealed class SpanningPropertyTests
{
    private const int Steps = 400;

    [Test]
    [Rule("SPN-2")]
    [Rule("SPN-3")]
    [Rule("SPN-4")]
    [Rule("SPN-7")]
    public void Every_device_of_a_domain_reaches_what_is_mapped_and_nothing_else([Range(1, 12)] int seed, [Values] bool failing)
    {
        Random random = new(seed);
        using Rig<MixedTable> rig = Rigs.Mixed();
        Domain[] domains = [rig.CreateDomain(isHardware: true), rig.CreateDomain()];
        Dictionary<ulong, (ulong Mfn, bool IsWritable)>[] models = [[], []];
        for (int step = 0; step < Steps; step++)
        {
            int which = random.Next(2);
            rig.Machine.Admits = failing ? _ => random.Next(6) != 0 : null;
            switch (random.Next(6))
            {
                case 0:
                    rig.Iommu.Assign(domains[which], rig.Machine.Devices[random.Next(6)].Device, AssignFlags.None);
                    break;
                case 1:
                    rig.Iommu.Deassign(domains[which], rig.Machine.Devices[random.Next(6)].Device);
                    break;
                default:
                    Change(rig, domains[which], models[which], random);
                    break;
            }

            rig.Machine.Admits = null;
            Check(rig, domains, models, random);
            if (domains[1].IsCrashed)
            {
                // What a crashed domain's devices reach is no longer what it asked for.
                return;
            }
        }
    }

    private static void Change(Rig<MixedTable> rig, Domain domain, Dictionary<ulong, (ulong Mfn, bool IsWritable)> model, Random random)
    {
        ulong dfn = Place(random);
        ulong count = random.Next(3) == 0 ? 512UL * (ulong)random.Next(1, 3) : (ulong)random.Next(1, 40);
        ulong mfn = random.Next(2) == 0 ? rig.Machine.Ram.Value + (ulong)random.Next(64) : (dfn & 511) | 0x200;
        bool isWritable = random.Next(2) == 0;
        bool maps = random.Next(3) != 0;
        FlushFlags flush = FlushFlags.None;
        long result = maps
            ? rig.Iommu.Map(domain, new Dfn(dfn), new Mfn(mfn), count, isWritable ? MapFlags.ReadWrite : MapFlags.Readable, ref flush)
            : rig.Iommu.Unmap(domain, new Dfn(dfn), count, MapFlags.None, ref flush);
        Assert.That(rig.Iommu.Flush(domain, new Dfn(dfn), count, flush), Is.Zero);
        if (result == -Errno.ENOMEM && domain.IsHardware && !maps)
        {
            // It went on as far as it could; nobody says how far. Another attempt, with memory, makes it known again.
            rig.Machine.Admits = null;
            Assert.That(rig.Iommu.Unmap(domain, new Dfn(dfn), count, MapFlags.None, ref flush), Is.Zero);
            Assert.That(rig.Iommu.FlushAll(domain, FlushFlags.All), Is.Zero);
            result = 0;
        }

        for (ulong page = 0; result == 0 && page < count; page++)
        {
            if (maps)
            {
                model[dfn + page] = (mfn + page, isWritable);
            }
            else
            {
                model.Remove(dfn + page);
            }
        }
    }

    private static void Check(Rig<MixedTable> rig, Domain[] domains, Dictionary<ulong, (ulong Mfn, bool IsWritable)>[] models, Random random)
    {
        foreach (SoftwareDevice device in rig.Machine.Devices.Where(device => device.Device.Owner is not null))
        {
            Dictionary<ulong, (ulong Mfn, bool IsWritable)> model = models[Array.IndexOf(domains, device.Device.Owner)];
            for (int probe = 0; probe < 20; probe++)
            {
                ulong dfn = Place(random) + (ulong)random.Next(600);
                bool isWrite = random.Next(2) == 0;
                FaultReason reason = device.Unit!.Translate(device.Device.Id, dfn << 12, isWrite, out ulong target);
                bool isMapped = model.TryGetValue(dfn, out (ulong Mfn, bool IsWritable) expected) && (!isWrite || expected.IsWritable);
                Assert.That(
                    reason == FaultReason.None ? target >> 12 : ulong.MaxValue,
                    Is.EqualTo(isMapped ? expected.Mfn : ulong.MaxValue),
                    $"{device.Name} at {dfn:x}");
            }
        }
    }

    private static ulong Place(Random random) => ((ulong)random.Next(3) << 27) | ((ulong)random.Next(2) << 18) | ((ulong)random.Next(4) << 8);
}
