using System;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.ReservedMemory;

/// <summary>Memory operation 27, and what it asks.</summary>
internal sealed unsafe class ReservedMemoryOpTests
{
    private const ulong ArgumentAddress = 0x100;
    private const ulong BufferAddress = 0x200;

    private readonly byte[] _guest = new byte[1024];
    private Rig<SingleTable<VtdHooks>> _rig = null!;

    // Newest first; the machine itself comes with one region for its USB controller.
    private static (ulong Start, ulong Count)[] Expected(Rig<SingleTable<VtdHooks>> rig) =>
        [(0x7000, 2), (0x5000, 1), (rig.Machine.Ram.Value + 1020, 4)];

    [SetUp]
    public void SetUp()
    {
        _guest.AsSpan().Fill(0xee);
        _rig = Rigs.Vtd();
        ReservedRegions regions = _rig.Platform.Find<ReservedRegions>()!;
        DeviceId nic = _rig.Device("nic").Device.Id;
        Assert.That(regions.Add(0x500_0000, 0x500_0fff, nic), Is.Zero);

        // Ends at the first byte of its second page, which is reserved all the same.
        Assert.That(regions.Add(0x700_0000, 0x700_1000, _rig.Device("disk").Device.Id, nic), Is.Zero);
    }

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [Test]
    [Rule("RDM-4")]
    public void Any_capacity_gets_the_entries_that_fit_and_the_number_of_all([Range(0, 4)] int capacity)
    {
        (ulong, ulong)[] expected = Expected(_rig);
        int result = Run(ReservedMemoryOp.AllDevices, (uint)capacity, default, out uint count);
        Assert.That(result, Is.EqualTo(capacity < expected.Length ? -Errno.ENOBUFS : 0));
        Assert.That(count, Is.EqualTo(expected.Length));
        int written = Math.Min(capacity, expected.Length);
        for (int index = 0; index < written; index++)
        {
            Assert.That(EntryAt(index), Is.EqualTo(expected[index]));
        }

        Assert.That(_guest.AsSpan((int)BufferAddress + (written * 16)).ContainsAnyExcept((byte)0xee), Is.False, "nothing beyond");
    }

    [Test]
    [Rule("RDM-6")]
    public void A_device_gets_the_regions_that_name_it()
    {
        Assert.That(Run(0, 4, _rig.Device("nic").Device.Id, out uint count), Is.Zero);
        Assert.That(count, Is.EqualTo(2));
        Assert.That((EntryAt(0), EntryAt(1)), Is.EqualTo(((0x7000UL, 2UL), (0x5000UL, 1UL))));
        Assert.That(Run(0, 4, new DeviceId(0, 99, 0), out count), Is.Zero);
        Assert.That(count, Is.Zero);
    }

    [Test]
    [Rule("RDM-2")]
    public void Room_or_an_argument_outside_the_callers_memory_is_a_fault()
    {
        Assert.That(Call(new ReservedMemoryOp.Argument { EntryCount = 64, Buffer = BufferAddress }, out _), Is.EqualTo(-Errno.EFAULT));
        Assert.That(Call(new ReservedMemoryOp.Argument { EntryCount = 0, Buffer = ulong.MaxValue }, out _), Is.EqualTo(-Errno.EFAULT));
        fixed (byte* start = _guest)
        {
            GuestMemory guest = new(start, (ulong)_guest.Length);
            Assert.That(_rig.Iommu.MemoryOp(ReservedMemoryOp.Number, guest, 1020), Is.EqualTo(-Errno.EFAULT));
        }

        Assert.That(_rig.Iommu.MemoryOp(ReservedMemoryOp.Number, default, 0), Is.EqualTo(-Errno.EFAULT));
    }

    [Test]
    [Rule("RDM-1")]
    [Rule("RDM-3")]
    public void Unknown_flags_and_continuations_are_invalid_and_other_operations_do_not_exist()
    {
        Assert.That(Run(2, 4, default, out _), Is.EqualTo(-Errno.EINVAL));
        Assert.That(_rig.Iommu.MemoryOp(ReservedMemoryOp.Number | 1 << MemoryHypercall.ExtentShift, default, 0), Is.EqualTo(-Errno.EINVAL));
        Assert.That(_rig.Iommu.MemoryOp(26, default, 0), Is.EqualTo(-Errno.ENOSYS));
    }

    [Test]
    [Rule("RDM-12")]
    public void The_walk_ends_with_the_visitors_error()
    {
        Stop stop = new() { At = 2 };
        Assert.That(_rig.Iommu.GetReservedDeviceMemory(ref stop), Is.EqualTo(-Errno.EPERM));
        Assert.That(stop.Seen, Is.EqualTo(2));
    }

    [Test]
    [Rule("RDM-12")]
    public void A_region_that_nobody_takes_is_shown_for_each_of_its_devices()
    {
        Stop count = new() { At = 100 };
        Assert.That(_rig.Iommu.GetReservedDeviceMemory(ref count), Is.Zero);
        Assert.That(count.Seen, Is.EqualTo(4));
    }

    [Test]
    [Rule("RDM-8")]
    public void Without_an_IOMMU_there_is_no_region()
    {
        using SoftwarePlatform machine = new();
        Iommu<SingleTable<VtdHooks>> iommu = new(machine.Platform);
        fixed (byte* start = _guest)
        {
            GuestMemory guest = new(start, (ulong)_guest.Length);
            guest.TryWrite(ArgumentAddress, new ReservedMemoryOp.Argument { Flags = 1, EntryCount = 9, Buffer = BufferAddress });
            Assert.That(iommu.MemoryOp(ReservedMemoryOp.Number, guest, ArgumentAddress), Is.Zero);
            Assert.That(guest.TryRead(ArgumentAddress, out ReservedMemoryOp.Argument map), Is.True);
            Assert.That(map.EntryCount, Is.Zero);
        }
    }

    [Test]
    public void The_argument_has_the_layout_of_the_public_interface()
    {
        Assert.That((sizeof(ReservedMemoryOp.Argument), sizeof(ReservedMemoryOp.Entry)), Is.EqualTo((24, ReservedMemoryOp.Entry.Size)));
    }

    private int Run(uint flags, uint capacity, DeviceId device, out uint count) => Call(
        new ReservedMemoryOp.Argument
        {
            Flags = flags,
            EntryCount = capacity,
            Buffer = BufferAddress,
            Segment = device.Segment,
            Bus = device.Bus,
            Devfn = device.Devfn,
        },
        out count);

    private int Call(ReservedMemoryOp.Argument map, out uint count)
    {
        fixed (byte* start = _guest)
        {
            GuestMemory guest = new(start, (ulong)_guest.Length);
            guest.TryWrite(ArgumentAddress, map);
            int result = _rig.Iommu.MemoryOp(ReservedMemoryOp.Number, guest, ArgumentAddress);
            guest.TryRead(ArgumentAddress, out map);
            count = map.EntryCount;
            return result;
        }
    }

    private (ulong Start, ulong Count) EntryAt(int index) => (
        BitConverter.ToUInt64(_guest, (int)BufferAddress + (index * 16)),
        BitConverter.ToUInt64(_guest, (int)BufferAddress + (index * 16) + 8));

    private struct Stop : IReservedRegionVisitor
    {
        internal int At;
        internal int Seen;

        public int Visit(Mfn start, ulong count, DeviceId device) => ++Seen == At ? -Errno.EPERM : 0;
    }
}
