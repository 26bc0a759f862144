using System.Collections.Generic;
using System.Linq;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace IommuConfig.Runtime.Tests.Mapping;

/// <summary>Random maps and unmaps, against a dictionary and against the hardware's own walk.</summary>
internal sealed class MappingPropertyTests
{
    // Frames in one table, at the edges of tables of every level, and at the end of the address space.
    private static readonly ulong[] s_places =
        [0, 1, 2, 511, 512, 513, (1 << 18) - 1, 1 << 18, (1UL << 27) - 1, 1UL << 27, (1UL << 36) - 1];

    [Property(MaxTest = 60)]
    public void Lookup_and_hardware_agree_with_a_dictionary_after_any_sequence_of_one_provider((byte Place, byte Frame, byte Access)[] steps)
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Run(rig, "nic", steps);
    }

    [Property(MaxTest = 30)]
    public void Lookup_and_hardware_agree_with_a_dictionary_with_a_selected_provider((byte Place, byte Frame, byte Access)[] steps)
    {
        using Rig<SelectedTable> rig = Rigs.Selected(IommuKind.AmdVi);
        Run(rig, "disk", steps);
    }

    [Property(MaxTest = 30)]
    public void Lookup_and_hardware_agree_with_a_dictionary_with_several_providers((byte Place, byte Frame, byte Access)[] steps)
    {
        using Rig<MixedTable> rig = Rigs.Mixed();
        Run(rig, "dmaa0", steps);
        Run(rig, "dmab1", steps);
        Run(rig, "dmac0", steps);
    }

    private static void Run<THooks>(Rig<THooks> rig, string deviceName, (byte Place, byte Frame, byte Access)[] steps)
        where THooks : struct, ICoreHooks
    {
        SoftwareDevice device = rig.Device(deviceName);
        Domain domain = rig.CreateDomain(deviceName);
        Dictionary<ulong, (Mfn Mfn, MapFlags Flags)> model = [];
        foreach ((byte place, byte frame, byte access) in steps)
        {
            Dfn dfn = new(s_places[place % s_places.Length]);
            Mfn mfn = rig.Machine.Ram + (ulong)(frame % 4);
            MapFlags flags = new((uint)(access % 4) << 6);
            bool unmaps = access % 5 == 0;
            Step(rig, domain, model, dfn, mfn, flags, unmaps);
            Check(rig, device, domain, model);
        }

        Assert.That(rig.Iommu.Deassign(domain, device.Device), Is.Zero);
        Assert.That(rig.Iommu.Teardown(domain), Is.Zero);
        rig.Platform.Tasklets.RunAll();
        Assert.That(rig.Platform.Memory.InUse, Is.Zero);
    }

    private static void Step<THooks>(
        Rig<THooks> rig, Domain domain, Dictionary<ulong, (Mfn Mfn, MapFlags Flags)> model, Dfn dfn, Mfn mfn, MapFlags flags, bool unmaps)
        where THooks : struct, ICoreHooks
    {
        bool present = !unmaps && flags != MapFlags.None;
        bool was = model.TryGetValue(dfn.Value, out (Mfn Mfn, MapFlags Flags) old);
        bool same = was ? present && old == (mfn, flags) : !present;
        FlushFlags expected = same ? FlushFlags.None : (was ? FlushFlags.Modified : 0) | (present ? FlushFlags.Added : 0);

        // With its last page a table goes, and hardware may remember where it was.
        bool isLast = was && !present && !model.Keys.Any(other => other != dfn.Value && other >> 9 == dfn.Value >> 9);
        expected |= isLast ? FlushFlags.All : 0;

        FlushFlags flush = FlushFlags.None;
        long result = unmaps
            ? rig.Iommu.Unmap(domain, dfn, 1, MapFlags.None, ref flush)
            : rig.Iommu.Map(domain, dfn, mfn, 1, flags, ref flush);
        Assert.That(result, Is.Zero);
        Assert.That(flush, Is.EqualTo(expected));
        Assert.That(rig.Iommu.Flush(domain, dfn, 1, flush), Is.Zero);

        model.Remove(dfn.Value);
        if (present)
        {
            model[dfn.Value] = (mfn, flags);
        }
    }

    private static void Check<THooks>(
        Rig<THooks> rig, SoftwareDevice device, Domain domain, Dictionary<ulong, (Mfn Mfn, MapFlags Flags)> model)
        where THooks : struct, ICoreHooks
    {
        foreach (ulong place in s_places)
        {
            bool mapped = model.TryGetValue(place, out (Mfn Mfn, MapFlags Flags) entry);
            int result = rig.Iommu.Lookup(domain, new Dfn(place), out Mfn mfn, out MapFlags flags);
            Assert.That(result, Is.EqualTo(mapped ? 0 : -Errno.ENOENT));
            Assert.That(!mapped || (mfn, flags) == entry, Is.True);
            CheckRequest(device, place, entry, mapped && entry.Flags.IsReadable, isWrite: false);
            CheckRequest(device, place, entry, mapped && entry.Flags.IsWritable, isWrite: true);
        }
    }

    private static void CheckRequest(SoftwareDevice device, ulong place, (Mfn Mfn, MapFlags Flags) entry, bool allowed, bool isWrite)
    {
        FaultReason reason = device.Unit!.Translate(device.Device.Id, (place << 12) + 0x123, isWrite, out ulong target);
        FaultReason denied = isWrite ? FaultReason.WriteDenied : FaultReason.ReadDenied;
        Assert.That(reason, Is.EqualTo(allowed ? FaultReason.None : denied));
        Assert.That(!allowed || target == (entry.Mfn.Value << 12) + 0x123, Is.True);
    }
}
