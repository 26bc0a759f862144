using System.Collections.Generic;

namespace IommuConfig.Runtime.Tests.Tasklets;

/// <summary>What lets a tasklet run: softirqs at once, idle tasklets when the scheduler has let the idle loop in.</summary>
internal sealed class HandshakeTests
{
    private readonly List<string> _log = [];

    [Test]
    [Rule("TSK-11")]
    public void The_idle_loop_runs_tasklets_only_while_both_bits_are_set()
    {
        TaskletWork work = default;
        Assert.That((work.IsPassDue, work.MayRun), Is.EqualTo((false, false)), "none");
        work.Schedule();
        Assert.That((work.IsPassDue, work.MayRun), Is.EqualTo((false, false)), "none, and a pass");
        Assert.That(work.Enqueue(), Is.True);
        Assert.That((work.IsPassDue, work.MayRun), Is.EqualTo((true, false)), "enqueued alone: the scheduler has to look first");
        work.Schedule();
        Assert.That((work.IsPassDue, work.MayRun), Is.EqualTo((false, true)), "both");
        Assert.That(work.Enqueue(), Is.False, "it is known that there is work");
        work.Schedule();
        Assert.That((work.IsPassDue, work.MayRun), Is.EqualTo((false, true)), "both, and another pass");
        work.Empty();
        Assert.That((work.IsPassDue, work.MayRun), Is.EqualTo((true, false)), "scheduled alone");
        work.Schedule();
        Assert.That((work.IsPassDue, work.MayRun), Is.EqualTo((false, false)), "the idle loop gives way");
    }

    [Test]
    [Rule("TSK-11")]
    public void Work_that_comes_while_the_idle_loop_gives_way_brings_it_back()
    {
        TaskletWork work = default;
        work.Enqueue();
        work.Schedule();
        work.Empty();
        Assert.That(work.Enqueue(), Is.True);
        work.Schedule();
        Assert.That(work.MayRun, Is.True);
    }

    [Test]
    [Rule("TSK-10")]
    public void Long_work_lets_softirqs_run_and_no_idle_tasklet()
    {
        TaskletScheduler scheduler = new(2);
        Recorder idle = new("idle", _log, TaskletContext.Idle);
        Recorder soft = new("soft", _log, TaskletContext.Softirq, () => scheduler.ScheduleOn(idle, 1));
        Recorder work = new("work", _log, TaskletContext.Idle, () =>
        {
            scheduler.ScheduleOn(idle, 1);
            scheduler.ScheduleOn(soft, 1);
            Assert.That(scheduler.IsSoftirqPending(1), Is.True);
            scheduler.ProcessSoftirqs(1);
            Assert.That(scheduler.IsSoftirqPending(1), Is.False);
            _log.Add("end");
        });
        scheduler.ScheduleOn(work, 1);
        Assert.That(scheduler.RunAll(), Is.EqualTo(2));
        Assert.That(_log, Is.EqualTo((string[])["work@1", "soft@1", "end", "idle@1"]));
    }

    [Test]
    [Rule("TSK-10")]
    public void The_two_contexts_have_queues_of_their_own()
    {
        TaskletScheduler scheduler = new(1);
        scheduler.Schedule(new Recorder("idle", _log, TaskletContext.Idle));
        scheduler.Schedule(new Recorder("soft", _log, TaskletContext.Softirq));
        Assert.That(scheduler.RunAll(), Is.EqualTo(2));
        Assert.That(_log, Is.EqualTo((string[])["soft@0", "idle@0"]));
    }

    [Test]
    [Rule("TSK-12")]
    public void A_processor_is_raised_for_the_first_tasklet_of_a_context_and_for_no_other()
    {
        RaisedCpus cpus = new(3);
        TaskletScheduler scheduler = new(cpus);
        Recorder Make(TaskletContext context = TaskletContext.Idle) => new("any", _log, context);
        scheduler.ScheduleOn(Make(), 1);
        scheduler.ScheduleOn(Make(), 1);
        Assert.That(cpus.Raised, Is.EqualTo((string[])["1 Idle"]));
        scheduler.ScheduleOn(Make(TaskletContext.Softirq), 1);
        scheduler.ScheduleOn(Make(TaskletContext.Softirq), 1);
        Assert.That(cpus.Raised, Is.EqualTo((string[])["1 Idle", "1 Softirq"]));

        scheduler.SetOnline(1, false, heir: 2);
        Assert.That(cpus.Raised, Is.EqualTo((string[])["1 Idle", "1 Softirq", "2 Idle", "2 Softirq"]), "the heir has work now");
        scheduler.RunAll();
        cpus.Raised.Clear();
        scheduler.ScheduleOn(Make(), 2);
        Assert.That(cpus.Raised, Is.EqualTo((string[])["2 Idle"]), "after its queue was empty");
    }

    [Test]
    [Rule("TSK-12")]
    public void A_processor_whose_only_tasklet_was_killed_is_raised_again_for_the_next_or_has_not_looked_yet()
    {
        RaisedCpus cpus = new(2);
        TaskletScheduler scheduler = new(cpus);
        Recorder dead = new("dead", _log, TaskletContext.Idle);
        scheduler.ScheduleOn(dead, 1);
        scheduler.Kill(dead);
        Assert.That(scheduler.RunStep(1, TaskletContext.Idle), Is.False);
        cpus.Raised.Clear();
        scheduler.ScheduleOn(new Recorder("next", _log, TaskletContext.Idle), 1);
        Assert.That(cpus.Raised, Is.EqualTo((string[])["1 Idle"]), "it sleeps");
        Assert.That(scheduler.RunStep(1, TaskletContext.Idle), Is.True);
    }

    /// <summary>Writes down who is woken.</summary>
    private sealed class RaisedCpus(int cpuCount) : CpuHost(cpuCount)
    {
        internal List<string> Raised { get; } = [];

        protected internal override int CurrentCpu => 0;

        protected internal override bool IsCaller(int cpu) => true;

        protected internal override void Raise(int cpu, TaskletContext context) => Raised.Add($"{cpu} {context}");
    }

    [SetUp]
    public void SetUp() => _log.Clear();
}
