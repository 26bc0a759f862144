using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Mapping;

/// <summary>Calls that flush what they change, and batches of them.</summary>
internal sealed class BatchTests
{
    private Rig<SingleTable<VtdHooks>> _rig = null!;
    private Domain _domain = null!;

    private SoftwareDevice Nic => _rig.Device("nic");

    private SoftwareUnit Unit => _rig.Machine.Units[0];

    [SetUp]
    public void SetUp()
    {
        _rig = Rigs.Vtd();
        _domain = _rig.CreateDomain("nic");
    }

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [Test]
    [Rule("BAT-1")]
    public void A_call_flushes_what_it_changed()
    {
        Assert.That(Map(5), Is.Zero);
        Assert.That(Nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Iommu.UnmapAndFlush(_domain, new Dfn(5), 1), Is.Zero);
        Assert.That(Nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
        Assert.That(
            _rig.Iommu.MapAndFlush(_domain, new Dfn(5), _rig.Machine.Ram, 1, MapFlags.ReadWrite | MapFlags.Preempt), Is.EqualTo(-Errno.EINVAL));
        Unit.FlushResult = -Errno.EIO;
        Assert.That(Map(5), Is.Zero, "nothing to flush");
        Assert.That(_rig.Iommu.UnmapAndFlush(_domain, new Dfn(5), 1), Is.EqualTo(-Errno.EIO));
    }

    [Test]
    [Rule("BAT-2")]
    public void A_batch_is_flushed_once_at_its_end()
    {
        Assert.That(Map(5) + Map(6), Is.Zero);
        Assert.That(Nic.Read(0x5000, new byte[0x2000]), Is.EqualTo(FaultReason.None));
        int flushes = Unit.FlushCount;
        Assert.That(_rig.Iommu.BeginBatch(_domain), Is.Zero);
        Assert.That(_rig.Iommu.BeginBatch(_domain), Is.EqualTo(-Errno.EBUSY));
        Assert.That(_rig.Iommu.UnmapAndFlush(_domain, new Dfn(5), 1), Is.Zero);
        Assert.That(_rig.Iommu.UnmapAndFlush(_domain, new Dfn(6), 1), Is.Zero);
        Assert.That(Unit.FlushCount, Is.EqualTo(flushes));
        Assert.That(Nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.None), "not yet");
        Assert.That(_rig.Iommu.EndBatch(new Dfn(5), 2), Is.Zero);
        Assert.That(Unit.FlushCount, Is.EqualTo(flushes + 1));
        Assert.That(Nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
        Assert.That(Nic.Read(0x6000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
        Assert.That(_rig.Iommu.EndBatch(new Dfn(5), 2), Is.EqualTo(-Errno.EINVAL));
    }

    [Test]
    [Rule("BAT-2")]
    public void A_batch_of_one_processor_is_no_other_ones()
    {
        Assert.That(Map(5), Is.Zero);
        Assert.That(Nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Iommu.BeginBatch(_domain), Is.Zero);
        long result = -1;
        _rig.Platform.Tasklets.ScheduleOn(new Work(() => result = _rig.Iommu.UnmapAndFlush(_domain, new Dfn(5), 1)), cpu: 1);
        Assert.That(_rig.Platform.Tasklets.RunStep(1, TaskletContext.Softirq), Is.True);
        Assert.That(result, Is.Zero);
        Assert.That(Nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
    }

    [Test]
    [Rule("BAT-2")]
    public void A_batch_of_one_domain_is_no_other_ones()
    {
        Domain other = _rig.CreateDomain("disk");
        _rig.Map(other, 5, _rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(_rig.Device("disk").Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Iommu.BeginBatch(_domain), Is.Zero);
        Assert.That(_rig.Iommu.UnmapAndFlush(other, new Dfn(5), 1), Is.Zero);
        Assert.That(_rig.Device("disk").Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
        Assert.That(_rig.Iommu.EndBatch(new Dfn(5), 1), Is.Zero);
    }

    [Test]
    [Rule("BAT-2")]
    public void Who_is_no_processor_has_no_batch()
    {
        using ThreadedCpus cpus = new(2);
        using SoftwarePlatform machine = new(cpus);
        machine.AddUnit(IommuKind.IntelVtd);
        machine.AddDevice("nic", new DeviceId(0, 3, 0));
        using Rig<SingleTable<VtdHooks>> rig = new(machine);
        Domain domain = rig.CreateDomain("nic");
        Assert.That(rig.Iommu.BeginBatch(domain), Is.EqualTo(-Errno.EPERM));
        Assert.That(rig.Iommu.EndBatch(new Dfn(5), 1), Is.EqualTo(-Errno.EINVAL));
        int[] begun = [1, 1];
        for (int cpu = 0; cpu < 2; cpu++)
        {
            int own = cpu;
            rig.Platform.Tasklets.ScheduleOn(new Work(() => begun[own] = rig.Iommu.BeginBatch(domain)), own);
        }

        Assert.That(cpus.WaitUntilQuiet(System.TimeSpan.FromSeconds(30)), Is.True);
        Assert.That(begun, Is.EqualTo((int[])[0, 0]), "each processor has one of its own");
        Assert.That(rig.Iommu.MapAndFlush(domain, new Dfn(5), machine.Ram, 1, MapFlags.ReadWrite), Is.Zero);
        Assert.That(rig.Device("nic").Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.None));
        Assert.That(rig.Iommu.UnmapAndFlush(domain, new Dfn(5), 1), Is.Zero);
        Assert.That(rig.Device("nic").Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
    }

    [Test]
    [Rule("BAT-3")]
    [Rule("XSA-346")]
    public void XSA_346_a_page_that_is_going_to_be_freed_is_flushed_at_once_in_a_batch_too()
    {
        Assert.That(Map(5), Is.Zero);
        Assert.That(Nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Iommu.BeginBatch(_domain), Is.Zero);
        Assert.That(_rig.Iommu.UnmapAndFlush(_domain, new Dfn(5), 1, isUrgent: true), Is.Zero);
        Assert.That(Nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
        Assert.That(_rig.Iommu.EndBatch(new Dfn(5), 1), Is.Zero);
    }

    [Test]
    [Rule("BAT-4")]
    public void After_an_error_the_mapping_has_flushed_for_itself()
    {
        int flushes = Unit.FlushCount;
        Assert.That(_rig.Iommu.MapAndFlush(_domain, new Dfn(5), new Mfn(1UL << 40), 1, MapFlags.ReadWrite), Is.EqualTo(-Errno.EFAULT));
        Assert.That(Unit.FlushCount, Is.EqualTo(flushes));
    }

    private long Map(ulong dfn) => _rig.Iommu.MapAndFlush(_domain, new Dfn(dfn), _rig.Machine.Ram + dfn, 1, MapFlags.ReadWrite);

    private sealed class Work(System.Action action) : Tasklet(TaskletContext.Softirq)
    {
        protected internal override void Run(TaskletScheduler scheduler, int cpu) => action();
    }
}
