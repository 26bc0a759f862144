using System;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;
using IommuConfig.Runtime.Tests.Tasklets;

namespace IommuConfig.Runtime.Tests.Domains;

/// <summary>The page tables that a living domain needs no more: each processor frees its own, later.</summary>
internal sealed class DeferredFreeTests
{
    private Rig<SingleTable<VtdHooks>> _rig = null!;
    private Domain _domain = null!;

    private IommuPlatform Platform => _rig.Platform;

    private TaskletScheduler Tasklets => _rig.Platform.Tasklets;

    [SetUp]
    public void SetUp()
    {
        _rig = Make(new SteppedCpus(3));
        _domain = _rig.CreateDomain();
    }

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [Test]
    [Rule("CLN-1")]
    public void A_table_stays_until_everything_was_flushed()
    {
        MapMany(_rig, _domain, 4);
        uint inUse = Platform.Memory.InUse;
        FlushFlags flush = UnmapMany(_rig, _domain, 4);
        Tasklets.RunAll();
        Assert.That((Platform.Memory.InUse, Platform.DeferredTableCount), Is.EqualTo((inUse, 0)));
        Assert.That(_rig.Iommu.Flush(_domain, new Dfn(0), 1, FlushFlags.Modified), Is.Zero);
        Assert.That((Platform.Memory.InUse, Platform.DeferredTableCount), Is.EqualTo((inUse, 0)), "that was no flush of everything");
        Assert.That(_rig.Iommu.FlushAll(_domain, flush), Is.Zero);
        Assert.That((Platform.Memory.InUse, Platform.DeferredTableCount), Is.EqualTo((inUse, inUse - 1)), "all but the root wait");
        Assert.That(Tasklets.RunAll(), Is.EqualTo(1));
        Assert.That((Platform.Memory.InUse, Platform.DeferredTableCount), Is.EqualTo((1, 0)));
    }

    [Test]
    [Rule("CLN-1")]
    public void A_flush_that_failed_frees_nothing()
    {
        MapMany(_rig, _domain, 4);
        uint inUse = Platform.Memory.InUse;
        FlushFlags flush = UnmapMany(_rig, _domain, 4);
        _rig.Machine.Units[0].FlushResult = -Errno.EIO;
        Assert.That(_rig.Iommu.FlushAll(_domain, flush), Is.EqualTo(-Errno.EIO));
        Assert.That((Tasklets.RunAll(), Platform.Memory.InUse), Is.EqualTo((0, inUse)));
    }

    [Test]
    [Rule("CLN-2")]
    public void The_processor_that_flushed_frees_the_tables_when_it_is_idle()
    {
        Tasklets.ScheduleOn(new Work(TaskletContext.Softirq, _ => RetireTables(_rig, _domain, 2)), 2);
        Assert.That(Tasklets.RunStep(2, TaskletContext.Softirq), Is.True);
        Assert.That((Tasklets.HasWork(2, TaskletContext.Idle), Tasklets.HasWork(0, TaskletContext.Idle)), Is.EqualTo((true, false)));
        Tasklets.ProcessSoftirqs(2);
        Assert.That(Platform.DeferredTableCount, Is.Not.Zero);
        Assert.That(Tasklets.RunStep(2, TaskletContext.Idle), Is.True);
        Assert.That(Platform.DeferredTableCount, Is.Zero);
    }

    [Test]
    [Rule("CLN-3")]
    public void Softirqs_run_after_each_512_tables()
    {
        RetireTables(_rig, _domain, 1200);
        uint count = Platform.DeferredTableCount;
        uint leftAtSoftirq = 0;
        Tasklets.Schedule(new Work(TaskletContext.Softirq, _ => leftAtSoftirq = Platform.DeferredTableCount));
        Assert.That(Tasklets.RunStep(Tasklets.CurrentCpu, TaskletContext.Idle), Is.True);
        Assert.That(leftAtSoftirq, Is.EqualTo(count - 512));
        Assert.That(Platform.DeferredTableCount, Is.Zero, "and then the rest");
    }

    [Test]
    [Rule("CLN-4")]
    public void What_waits_on_a_processor_that_stops_the_other_one_frees()
    {
        int first = Tasklets.CurrentCpu;
        RetireTables(_rig, _domain, 3);
        uint count = Platform.DeferredTableCount;
        Assert.That(Tasklets.SetOnline(first, false, heir: 2), Is.Zero);
        Assert.That(Platform.DeferredTableCount, Is.EqualTo(count));
        Assert.That(Tasklets.RunStep(2, TaskletContext.Idle), Is.True);
        Assert.That((Platform.DeferredTableCount, Platform.Memory.InUse), Is.EqualTo((0, 1)));
        Assert.That(Tasklets.RunAll(), Is.Zero, "the tasklet of the processor that stopped is gone");
    }

    [Test]
    [Rule("CLN-4")]
    public void A_processor_that_comes_back_frees_again()
    {
        Assert.That(Tasklets.SetOnline(1, false), Is.Zero);
        Assert.That(Tasklets.SetOnline(1, true), Is.Zero);
        Tasklets.ScheduleOn(new Work(TaskletContext.Softirq, _ => RetireTables(_rig, _domain, 2)), 1);
        Assert.That(Tasklets.RunStep(1, TaskletContext.Softirq), Is.True);
        Assert.That(Tasklets.RunStep(1, TaskletContext.Idle), Is.True);
        Assert.That(Platform.DeferredTableCount, Is.Zero);
    }

    [Test]
    [Rule("CLN-4")]
    public void What_comes_for_a_processor_that_has_just_stopped_the_next_one_frees()
    {
        FrameList tables = default;
        Assert.That(Platform.Memory.Allocate(out Mfn table), Is.Zero);
        Platform.Memory.Append(ref tables, table);
        Assert.That(Tasklets.SetOnline(1, false), Is.Zero);
        Platform.DeferredFrees.AddFrom(1, ref tables, 1);
        Assert.That(Tasklets.RunStep(2, TaskletContext.Idle), Is.True);
        Assert.That((Platform.DeferredTableCount, Platform.Memory.InUse), Is.EqualTo((0, 1)));
    }

    [Test]
    [Rule("CLN-4")]
    public void What_comes_for_a_processor_that_is_about_to_stop_its_heir_frees()
    {
        foreach (bool whenStopped in (bool[])[true, false])
        {
            using Rig<SingleTable<VtdHooks>> rig = Make(new SteppedCpus(2));
            Domain domain = rig.CreateDomain();
            rig.Platform.Tasklets.Add(new Late(() => RetireTables(rig, domain, 2), whenStopped));
            Assert.That(rig.Platform.Tasklets.SetOnline(0, false, heir: 1), Is.Zero);
            Assert.That(rig.Platform.DeferredTableCount, Is.Not.Zero);
            rig.Platform.Tasklets.RunAll();
            Assert.That((rig.Platform.DeferredTableCount, rig.Platform.Memory.InUse), Is.EqualTo((0, 1)));
        }
    }

    [Test]
    [Rule("CLN-4")]
    public void A_processor_may_stop_in_the_middle_of_freeing()
    {
        int first = Tasklets.CurrentCpu;
        RetireTables(_rig, _domain, 1200);
        Tasklets.Schedule(new Work(TaskletContext.Softirq, cpu => Assert.That(Tasklets.SetOnline(cpu, false, heir: 1), Is.Zero)));
        Assert.That(Tasklets.RunStep(first, TaskletContext.Idle), Is.True);
        Assert.That(Platform.DeferredTableCount, Is.Not.Zero, "the heir has the rest");
        Assert.That(Tasklets.RunStep(1, TaskletContext.Idle), Is.True);
        Assert.That((Platform.DeferredTableCount, Platform.Memory.InUse), Is.EqualTo((0, 1)));
    }

    [Test]
    [Rule("CLN-5")]
    public void What_waits_to_be_freed_is_never_missing()
    {
        // More in all than there is, and no tasklet runs.
        for (int round = 0; round < 20; round++)
        {
            RetireTables(_rig, _domain, 1200);
        }

        Assert.That(_domain.IsCrashed, Is.False);
    }

    [Test]
    [Rule("CLN-6")]
    public void A_source_that_refuses_gets_no_second_question()
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x100), 64);
        unsafe
        {
            RefusingSource source = new(memory.Source.AddressOf(0x120UL * 4096), new Mfn(0x120), 16);
            IommuPlatform platform = new(source, 1);
            Assert.That(source.Allocate(out _), Is.EqualTo(-Errno.ENOMEM));
            Assert.That(source.Questions, Is.EqualTo(1));
            GC.KeepAlive(platform);
        }
    }

    [Test]
    [Rule("CLN-7")]
    public void A_machine_that_stops_frees_everything_now_on_all_processors()
    {
        for (int cpu = 0; cpu < 3; cpu++)
        {
            int number = cpu;
            Tasklets.ScheduleOn(new Work(TaskletContext.Softirq, _ => RetireTables(_rig, _domain, 70 + (ulong)number)), cpu);
            Assert.That(Tasklets.RunStep(cpu, TaskletContext.Softirq), Is.True);
        }

        Assert.That(Platform.DeferredTableCount, Is.GreaterThan(210));
        Platform.Drain();
        Assert.That((Platform.DeferredTableCount, Platform.Memory.InUse), Is.EqualTo((0, 1)));
        Assert.That(Tasklets.RunAll(), Is.EqualTo(3), "the tasklets find nothing");
    }

    [Test]
    [Rule("XSA-480")]
    [Rule("CLN-7")]
    public void XSA_480_when_drain_returns_no_processor_is_still_freeing()
    {
        using ThreadedCpus cpus = new(2);
        using Rig<SingleTable<VtdHooks>> rig = Make(cpus);
        Domain domain = rig.CreateDomain();
        for (int round = 0; round < 200; round++)
        {
            RetireTables(rig, domain, 100);
            rig.Platform.Drain();
            Assert.That(rig.Platform.Memory.InUse, Is.EqualTo(1), $"in round {round}");
        }
    }

    [Test]
    [Rule("CLN-8")]
    public void A_table_without_a_machine_frees_at_the_flush()
    {
        RetireTables(_rig, _domain, 3, flush: false);
        Assert.That(_domain.PageTable.RetiredCount, Is.Not.Zero);
        _domain.PageTable.FlushCompleted();
        Assert.That((Platform.Memory.InUse, Platform.DeferredTableCount), Is.EqualTo((1, 0)));
    }

    internal static Rig<SingleTable<VtdHooks>> Make(CpuHost cpus)
    {
        SoftwarePlatform machine = new(cpus, tableFrames: 4096);
        machine.AddUnit(IommuKind.IntelVtd);
        return new(machine);
    }

    internal static void MapMany<THooks>(Rig<THooks> rig, Domain domain, ulong count)
        where THooks : struct, ICoreHooks
    {
        FlushFlags flush = FlushFlags.None;
        for (ulong index = 0; index < count; index++)
        {
            Assert.That(rig.Iommu.Map(domain, new Dfn(index << 9), rig.Machine.Ram, 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        }
    }

    private static FlushFlags UnmapMany<THooks>(Rig<THooks> rig, Domain domain, ulong count)
        where THooks : struct, ICoreHooks
    {
        FlushFlags flush = FlushFlags.None;
        Assert.That(rig.Iommu.Unmap(domain, new Dfn(0), count << 9, MapFlags.None, ref flush), Is.Zero);
        return flush;
    }

    // At least one table for each of the count.
    private static void RetireTables<THooks>(Rig<THooks> rig, Domain domain, ulong count, bool flush = true)
        where THooks : struct, ICoreHooks
    {
        MapMany(rig, domain, count);
        FlushFlags flags = UnmapMany(rig, domain, count);
        if (flush)
        {
            Assert.That(rig.Iommu.FlushAll(domain, flags), Is.Zero);
        }
    }

    /// <summary>Retires tables while a processor is about to stop, or right after.</summary>
    private sealed class Late(Action retire, bool whenStopped) : CpuWatcher
    {
        internal override void Starting(int cpu)
        {
        }

        internal override void Stopping(int cpu)
        {
            if (!whenStopped)
            {
                retire();
            }
        }

        internal override void Stopped(int cpu, int heir)
        {
            if (whenStopped)
            {
                retire();
            }
        }
    }

    /// <summary>Hands out nothing, and counts who asks.</summary>
    private sealed unsafe class RefusingSource(byte* memory, Mfn first, uint count) : FrameSource(memory, first, count)
    {
        internal int Questions { get; private set; }

        protected override bool Admits(PageOrder order)
        {
            Questions++;
            return false;
        }
    }
}
