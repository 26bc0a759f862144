using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Domains;

/// <summary>The page tables of dead domains, and the tasklet that frees them.</summary>
internal sealed class CleanupTests
{
    private Rig<SingleTable<VtdHooks>> _rig = null!;

    [SetUp]
    public void SetUp() => _rig = Rigs.Vtd();

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [Test]
    [Rule("CLN-9")]
    public void The_tasklet_frees_exactly_the_tables_of_dead_domains()
    {
        Domain dead = DomainWithTables(6);
        Domain alive = DomainWithTables(2);
        uint alone = _rig.Platform.Memory.InUse - CountTables(dead);
        uint before = _rig.Platform.Memory.InUse;
        Assert.That(_rig.Iommu.Teardown(dead), Is.Zero);
        Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(before), "nothing is freed before the tasklet runs");

        Assert.That(_rig.Platform.Tasklets.RunAll(), Is.EqualTo(1));
        Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(alone));
        Assert.That(_rig.Platform.Find<CleanupQueue>()!.IsEmpty, Is.True);
        Assert.That(_rig.Iommu.Lookup(alive, new Dfn(0), out _, out _), Is.Zero);
        Assert.That(_rig.Iommu.Teardown(alive), Is.Zero);
        _rig.Platform.Tasklets.RunAll();
        Assert.That(_rig.Platform.Memory.InUse, Is.Zero);
    }

    [Test]
    public void Tables_that_were_unlinked_and_never_flushed_go_with_their_domain()
    {
        Domain domain = _rig.CreateDomain();
        FlushFlags flush = FlushFlags.None;
        Assert.That(_rig.Iommu.Map(domain, new Dfn(5), _rig.Machine.Ram, 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(_rig.Iommu.Unmap(domain, new Dfn(5), 1, MapFlags.None, ref flush), Is.Zero);
        Assert.That(domain.PageTable.RetiredCount, Is.GreaterThan(0));
        Assert.That(_rig.Iommu.Teardown(domain), Is.Zero);
        _rig.Platform.Tasklets.RunAll();
        Assert.That(_rig.Platform.Memory.InUse, Is.Zero);
    }

    [Test]
    [Rule("CLN-9")]
    public void Two_dead_domains_take_one_run()
    {
        Domain first = DomainWithTables(3);
        Domain second = DomainWithTables(4);
        Assert.That(_rig.Iommu.Teardown(first), Is.Zero);
        Assert.That(_rig.Iommu.Teardown(second), Is.Zero);
        Assert.That(_rig.Platform.Tasklets.RunAll(), Is.EqualTo(1));
        Assert.That(_rig.Platform.Memory.InUse, Is.Zero);
    }

    [Test]
    [Rule("CLN-10")]
    public void While_something_is_more_urgent_it_frees_one_table_and_goes_on_with_the_next_processor()
    {
        Domain domain = DomainWithTables(2);
        uint tables = _rig.Platform.Memory.InUse;
        Assert.That(_rig.Iommu.Teardown(domain), Is.Zero);
        TaskletScheduler tasklets = _rig.Platform.Tasklets;
        tasklets.SetOnline(1, false, heir: 0);
        tasklets.ScheduleOn(new Idle(TaskletContext.Softirq), 0);

        Assert.That(tasklets.RunStep(0, TaskletContext.Idle), Is.True);
        Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(tables - 1));
        Assert.That(tasklets.HasWork(0, TaskletContext.Idle), Is.False);
        Assert.That(tasklets.HasWork(2, TaskletContext.Idle), Is.True, "processor 1 is offline");
        Assert.That(tasklets.RunStep(2, TaskletContext.Idle), Is.True);
        Assert.That(_rig.Platform.Memory.InUse, Is.Zero);
    }

    [Test]
    [Rule("CLN-9")]
    public void A_dead_domains_tables_are_freed_also_when_the_processor_that_ran_last_is_offline()
    {
        Domain domain = DomainWithTables(2);
        _rig.Platform.Tasklets.SetOnline(_rig.Platform.Tasklets.CurrentCpu, false, heir: 1);
        Assert.That(_rig.Iommu.Teardown(domain), Is.Zero);
        Assert.That(_rig.Platform.Tasklets.RunAll(), Is.EqualTo(1));
        Assert.That(_rig.Platform.Memory.InUse, Is.Zero);
    }

    [Test]
    [Rule("CLN-10")]
    public void The_tasklet_walks_around_the_machine_one_table_on_each_processor_while_all_are_busy()
    {
        Domain domain = DomainWithTables(3);
        Assert.That(_rig.Iommu.Teardown(domain), Is.Zero);
        TaskletScheduler tasklets = _rig.Platform.Tasklets;
        uint left = _rig.Platform.Memory.InUse;
        for (int cpu = 0; left > 0; cpu = tasklets.NextOnline(cpu), left--)
        {
            Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(left));
            tasklets.ScheduleOn(new Idle(TaskletContext.Softirq), cpu);
            Assert.That(tasklets.RunStep(cpu, TaskletContext.Idle), Is.True, $"{left} tables, on processor {cpu}");
        }

        Assert.That(_rig.Platform.Memory.InUse, Is.Zero);
    }

    [Test]
    [Rule("CLN-7")]
    public void A_machine_that_stops_frees_the_tables_of_dead_domains_now()
    {
        Assert.That(_rig.Iommu.Teardown(DomainWithTables(5)), Is.Zero);
        _rig.Platform.Drain();
        Assert.That((_rig.Platform.Memory.InUse, _rig.Platform.Find<CleanupQueue>()!.IsEmpty), Is.EqualTo((0, true)));
        Assert.That(_rig.Platform.Tasklets.RunAll(), Is.EqualTo(1), "the tasklet finds nothing");
    }

    [Test]
    [Rule("CLN-5")]
    public void A_machine_short_of_frames_takes_those_of_dead_domains_first()
    {
        Assert.That(_rig.Iommu.Teardown(DomainWithTables(5)), Is.Zero);
        FrameSource memory = _rig.Platform.Memory;
        uint left = memory.Capacity;
        for (; left > 0; left--)
        {
            Assert.That(memory.Allocate(out _), Is.Zero, $"{left} left");
        }

        Assert.That(memory.Allocate(out _), Is.EqualTo(-Errno.ENOMEM));
    }

    private Domain DomainWithTables(ulong count)
    {
        Domain domain = _rig.CreateDomain();
        for (ulong index = 0; index < count; index++)
        {
            _rig.Map(domain, index << 18, _rig.Machine.Ram, MapFlags.Readable);
        }

        return domain;
    }

    private uint CountTables(Domain domain)
    {
        Counter counter = default;
        _rig.Iommu.Dump(domain, ref counter);
        return counter.Tables + 1;
    }

    private struct Counter : IPageTableSink
    {
        internal uint Tables;

        public void Table(int level, Dfn dfn, Mfn table) => Tables++;

        public readonly void Leaf(int level, Dfn dfn, Mfn mfn, MapFlags flags)
        {
        }
    }

    private sealed class Idle(TaskletContext context) : Tasklet(context)
    {
        protected internal override void Run(TaskletScheduler scheduler, int cpu)
        {
        }
    }
}
