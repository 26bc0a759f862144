using System;
using System.Collections.Generic;

namespace IommuConfig.Runtime.Tests.Tasklets;

/// <summary>Processors that come and go, and the work that they have.</summary>
internal sealed class HotplugTests
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
    [Rule("CPU-1")]
    public void What_waits_on_a_processor_that_stops_goes_in_order_to_its_heir()
    {
        _scheduler.ScheduleOn(Make("here"), 2);
        _scheduler.ScheduleOn(Make("a"), 1);
        _scheduler.ScheduleOn(Make("b"), 1);
        Assert.That(_scheduler.SetOnline(1, false, heir: 2), Is.Zero);
        _scheduler.RunAll();
        Assert.That(_log, Is.EqualTo((string[])["here@2", "a@2", "b@2"]));
    }

    [Test]
    [Rule("CPU-2")]
    [Rule("CPU-3")]
    public void Work_for_a_processor_that_is_offline_goes_to_the_next_one_that_is_not()
    {
        _scheduler.SetOnline(1, false, heir: 0);
        _scheduler.ScheduleOn(Make("late"), 1);
        Assert.That(_scheduler.HasWork(2, TaskletContext.Idle), Is.True);
        Assert.That(_scheduler.RunStep(1, TaskletContext.Idle), Is.False);
        Assert.That(_scheduler.RunStep(2, TaskletContext.Idle), Is.True);

        _scheduler.SetOnline(1, true, heir: 0);
        _scheduler.ScheduleOn(Make("back"), 1);
        Assert.That(_scheduler.RunStep(1, TaskletContext.Idle), Is.True);
    }

    [Test]
    [Rule("CPU-7")]
    public void Work_without_a_processor_follows_when_the_current_one_goes_offline()
    {
        _scheduler.SetOnline(0, false, heir: 2);
        Assert.That(_scheduler.CurrentCpu, Is.EqualTo(2));
        _scheduler.Schedule(Make("follows"));
        _scheduler.RunAll();
        Assert.That(_log, Is.EqualTo((string[])["follows@2"]));
    }

    [Test]
    [Rule("CPU-2")]
    public void A_tasklet_that_schedules_itself_while_its_processor_goes_offline_runs_again_elsewhere()
    {
        int rounds = 0;
        Tasklet self = null!;
        self = Make("self", () =>
        {
            if (rounds++ == 0)
            {
                _scheduler.ScheduleOn(self, 1);
                _scheduler.SetOnline(1, false, heir: 0);
            }
        });
        _scheduler.ScheduleOn(self, 1);
        Assert.That(_scheduler.RunAll(), Is.EqualTo(2));
        Assert.That(_log, Is.EqualTo((string[])["self@1", "self@2"]));
    }

    [Test]
    [Rule("CPU-1")]
    public void An_heir_that_is_offline_passes_on_what_it_gets()
    {
        _scheduler.SetOnline(1, false, heir: 0);
        _scheduler.ScheduleOn(Make("passed"), 0);
        Assert.That(_scheduler.SetOnline(0, false, heir: 1), Is.Zero);
        _scheduler.RunAll();
        Assert.That(_log, Is.EqualTo((string[])["passed@2"]));
    }

    [Test]
    [Rule("CPU-4")]
    public void The_last_processor_stays_running_and_keeps_its_work()
    {
        _scheduler.SetOnline(1, false, heir: 0);
        _scheduler.SetOnline(2, false, heir: 0);
        _scheduler.ScheduleOn(Make("last"), 0);
        Assert.That(_scheduler.SetOnline(0, false, heir: 0), Is.EqualTo(-Errno.EBUSY));
        Assert.That(_scheduler.IsOnline(0), Is.True);
        Assert.That(_scheduler.RunAll(), Is.EqualTo(1));
    }

    [Test]
    [Rule("CPU-3")]
    public void The_next_processor_is_the_next_running_one_around()
    {
        _scheduler.SetOnline(1, false, heir: 0);
        Assert.That(_scheduler.NextOnline(0), Is.EqualTo(2));
        Assert.That(_scheduler.NextOnline(2), Is.EqualTo(0));
        _scheduler.SetOnline(2, false, heir: 0);
        Assert.That(_scheduler.NextOnline(0), Is.EqualTo(0));
    }

    [Test]
    [Rule("CPU-1")]
    public void Without_an_heir_the_work_goes_to_the_processor_that_makes_the_change()
    {
        _scheduler.ScheduleOn(Make("here"), 2);
        _scheduler.ScheduleOn(Make("a"), 0);
        _scheduler.ScheduleOn(Make("soft", context: TaskletContext.Softirq), 0);
        _scheduler.ScheduleOn(Make("b"), 0);
        Assert.That(_scheduler.RunStep(2, TaskletContext.Idle), Is.True);
        Assert.That(_scheduler.SetOnline(0, false), Is.Zero);
        _scheduler.RunAll();
        Assert.That(_log, Is.EqualTo((string[])["here@2", "soft@2", "a@2", "b@2"]));
    }

    [Test]
    [Rule("CPU-2")]
    public void A_tasklet_that_runs_on_a_processor_that_stops_completes()
    {
        bool isComplete = false;
        _scheduler.ScheduleOn(
            Make("last", () =>
            {
                Assert.That(_scheduler.SetOnline(1, false), Is.Zero);
                _scheduler.ScheduleOn(Make("elsewhere"), 1);
                isComplete = true;
            }),
            1);
        _scheduler.ScheduleOn(Make("next"), 1);
        Assert.That(_scheduler.RunStep(1, TaskletContext.Idle), Is.True);
        Assert.That(isComplete, Is.True);
        Assert.That(_scheduler.RunStep(1, TaskletContext.Idle), Is.False);
        _scheduler.RunAll();
        Assert.That(_log, Is.EqualTo((string[])["last@1", "next@2", "elsewhere@2"]));
    }

    [Test]
    [Rule("CPU-2")]
    public void A_processor_that_comes_back_has_no_old_work_and_takes_new_work()
    {
        _scheduler.ScheduleOn(Make("old"), 1);
        _scheduler.SetOnline(1, false, heir: 0);
        Assert.That(_scheduler.SetOnline(1, true), Is.Zero);
        Assert.That(_scheduler.RunStep(1, TaskletContext.Idle), Is.False);
        _scheduler.ScheduleOn(Make("new"), 1);
        Assert.That(_scheduler.RunStep(1, TaskletContext.Idle), Is.True);
        Assert.That(_log, Is.EqualTo((string[])["new@1"]));
    }

    [Test]
    [Rule("CPU-5")]
    public void Processors_change_one_at_a_time()
    {
        Meddler meddler = new(_scheduler);
        _scheduler.Add(meddler);
        Assert.That(_scheduler.SetOnline(1, false), Is.Zero);
        Assert.That(meddler.Results, Is.EqualTo((int[])[-Errno.EBUSY, -Errno.EBUSY]));
        Assert.That(_scheduler.SetOnline(1, true), Is.Zero);
        Assert.That(meddler.Results, Is.EqualTo((int[])[-Errno.EBUSY, -Errno.EBUSY, -Errno.EBUSY]));
        Assert.That(_scheduler.SetOnline(2, false), Is.Zero);
    }

    [Test]
    [Rule("CPU-6")]
    public void A_processor_that_does_not_exist_neither_comes_nor_goes([Values(-1, 3)] int cpu)
    {
        Assert.That(_scheduler.SetOnline(cpu, true), Is.EqualTo(-Errno.EINVAL));
        Assert.That(_scheduler.SetOnline(cpu, false), Is.EqualTo(-Errno.EINVAL));
        Assert.That(_scheduler.SetOnline(1, false, heir: cpu), Is.EqualTo(-Errno.EINVAL));
        Assert.That(_scheduler.IsOnline(1), Is.True);
    }

    [Test]
    [Rule("CPU-6")]
    public void A_machine_has_at_least_one_processor([Values(0, -1)] int count) =>
        Assert.That(() => new TaskletScheduler(count), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    [Rule("CPU-6")]
    public void Processors_serve_one_scheduler()
    {
        SteppedCpus cpus = new(1);
        Assert.That(new TaskletScheduler(cpus), Is.SameAs(cpus.Scheduler));
        Assert.That(() => new TaskletScheduler(cpus), Throws.InvalidOperationException);
    }

    private Recorder Make(string name, Action? work = null, TaskletContext context = TaskletContext.Idle) => new(name, _log, context, work);

    /// <summary>Tries to change another processor in the middle of a change.</summary>
    private sealed class Meddler(TaskletScheduler scheduler) : CpuWatcher
    {
        internal List<int> Results { get; } = [];

        internal override void Starting(int cpu) => Results.Add(scheduler.SetOnline(2, false));

        internal override void Stopping(int cpu) => Results.Add(scheduler.SetOnline(2, false));

        internal override void Stopped(int cpu, int heir) => Results.Add(scheduler.SetOnline(2, false));
    }
}
