using System;
using System.Collections.Generic;

namespace IommuConfig.Runtime.Tests.Tasklets;

/// <summary>Deferred work: order, coalescing, and the states of a tasklet.</summary>
internal sealed class TaskletTests
{
    private readonly List<string> _log = [];
    private TaskletScheduler _scheduler = null!;

    [SetUp]
    public void SetUp()
    {
        _log.Clear();
        _scheduler = new TaskletScheduler(3);
    }

    [Test]
    [Rule("TSK-1")]
    public void Tasklets_of_a_processor_run_first_in_first_out_one_each_step()
    {
        Tasklet[] tasklets = [Make("a"), Make("b"), Make("c")];
        foreach (Tasklet tasklet in tasklets)
        {
            _scheduler.ScheduleOn(tasklet, 1);
        }

        Assert.That(_scheduler.RunStep(0, TaskletContext.Idle), Is.False);
        Assert.That(_scheduler.RunStep(1, TaskletContext.Softirq), Is.False);
        Assert.That(_scheduler.RunStep(1, TaskletContext.Idle), Is.True);
        Assert.That(_log, Is.EqualTo((string[])["a@1"]));
        _scheduler.RunAll();
        Assert.That(_log, Is.EqualTo((string[])["a@1", "b@1", "c@1"]));
    }

    [Test]
    [Rule("TSK-2")]
    public void Scheduled_twice_while_it_waits_a_tasklet_runs_once_where_it_was_sent_last()
    {
        Tasklet moved = Make("moved");
        _scheduler.ScheduleOn(moved, 0);
        _scheduler.ScheduleOn(Make("other"), 2);
        _scheduler.ScheduleOn(moved, 2);
        Assert.That(_scheduler.RunAll(), Is.EqualTo(2));
        Assert.That(_log, Is.EqualTo((string[])["other@2", "moved@2"]));
    }

    [Test]
    [Rule("TSK-4")]
    public void A_tasklet_that_is_scheduled_while_it_runs_runs_again_afterwards()
    {
        int rounds = 0;
        Tasklet self = null!;
        self = Make("self", () =>
        {
            Assert.That((self.IsRunning, self.IsScheduled), Is.EqualTo((true, false)));
            if (rounds++ < 2)
            {
                _scheduler.ScheduleOn(self, rounds);
                _scheduler.ScheduleOn(self, rounds);
                Assert.That(_scheduler.HasWork(rounds, TaskletContext.Idle), Is.False, "it is queued only when it has finished");
            }
        });
        _scheduler.Schedule(self);
        Assert.That(_scheduler.RunAll(), Is.EqualTo(3));
        Assert.That(_log, Is.EqualTo((string[])["self@0", "self@1", "self@2"]));
    }

    [Test]
    [Rule("TSK-5")]
    [Rule("CPU-7")]
    public void Work_without_a_processor_goes_to_the_current_one()
    {
        Tasklet next = Make("next");
        _scheduler.ScheduleOn(Make("first", () => _scheduler.Schedule(next)), 2);
        _scheduler.RunAll();
        Assert.That(_log, Is.EqualTo((string[])["first@2", "next@2"]));
    }

    [Test]
    [Rule("TSK-7")]
    public void A_killed_tasklet_never_runs_again()
    {
        Tasklet tasklet = Make("dead");
        _scheduler.ScheduleOn(tasklet, 1);
        _scheduler.Kill(tasklet);
        Assert.That((tasklet.IsDead, tasklet.IsScheduled), Is.EqualTo((true, false)));
        _scheduler.ScheduleOn(tasklet, 1);
        Assert.That(_scheduler.RunAll(), Is.Zero);
    }

    [Test]
    [Rule("TSK-6")]
    public void A_tasklet_that_was_never_scheduled_can_be_killed_and_so_can_a_dead_one()
    {
        Tasklet tasklet = Make("never");
        Assert.That(_scheduler.Kill(tasklet), Is.Zero);
        Assert.That(_scheduler.Kill(tasklet), Is.Zero);
        Assert.That(tasklet.IsDead, Is.True);
    }

    [Test]
    [Rule("TSK-7")]
    public void A_killed_tasklet_can_be_scheduled_again_once_it_is_made_as_new()
    {
        Tasklet tasklet = Make("again");
        _scheduler.Schedule(tasklet);
        _scheduler.Kill(tasklet);
        Assert.That(_scheduler.Init(tasklet), Is.Zero);
        Assert.That((tasklet.IsDead, tasklet.IsScheduled), Is.EqualTo((false, false)));
        Assert.That(_scheduler.RunAll(), Is.Zero, "what it was scheduled for before is forgotten");
        _scheduler.Schedule(tasklet);
        Assert.That(_scheduler.RunAll(), Is.EqualTo(1));
    }

    [Test]
    [Rule("TSK-8")]
    public void A_tasklet_that_kills_itself_is_told_no_and_lives()
    {
        Tasklet self = null!;
        self = Make("self", () => Assert.That(_scheduler.Kill(self), Is.EqualTo(-Errno.EBUSY)));
        _scheduler.Schedule(self);
        _scheduler.RunAll();
        Assert.That(self.IsDead, Is.False);
        _scheduler.Schedule(self);
        Assert.That(_scheduler.RunAll(), Is.EqualTo(1));
    }

    [Test]
    [Rule("TSK-9")]
    public void A_tasklet_that_waits_or_runs_is_not_made_as_new()
    {
        Tasklet self = null!;
        self = Make("self", () => Assert.That(_scheduler.Init(self), Is.EqualTo(-Errno.EBUSY)));
        _scheduler.Schedule(self);
        Assert.That(_scheduler.Init(self), Is.EqualTo(-Errno.EBUSY));
        Assert.That(_scheduler.RunAll(), Is.EqualTo(1));
        Assert.That(_scheduler.Init(self), Is.Zero);
    }

    [Test]
    [Rule("TSK-13")]
    public void A_tasklet_that_kills_what_it_scheduled_leaves_nothing_of_it()
    {
        Tasklet victim = Make("victim");
        _scheduler.Schedule(Make("killer", () =>
        {
            _scheduler.Schedule(victim);
            Assert.That(victim.IsScheduled, Is.True);
            Assert.That(_scheduler.Kill(victim), Is.Zero);
            Assert.That(victim.IsScheduled, Is.False);
        }));
        Assert.That(_scheduler.RunAll(), Is.EqualTo(1));
    }

    [Test]
    [Rule("TSK-14")]
    public void A_processor_that_does_not_exist_gets_no_work([Values(-1, 3, int.MaxValue)] int cpu)
    {
        Tasklet tasklet = Make("nowhere");
        Assert.That(_scheduler.ScheduleOn(tasklet, cpu), Is.EqualTo(-Errno.EINVAL));
        Assert.That(tasklet.IsScheduled, Is.False);
        Assert.That(_scheduler.RunStep(cpu, TaskletContext.Idle), Is.False);
        Assert.That((_scheduler.IsOnline(cpu), _scheduler.HasWork(cpu, TaskletContext.Idle)), Is.EqualTo((false, false)));
    }

    private Recorder Make(string name, Action? work = null) => new(name, _log, TaskletContext.Idle, work);
}
