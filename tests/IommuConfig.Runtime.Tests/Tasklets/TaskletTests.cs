using System;
using System.Collections.Generic;
using System.Linq;

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
    public void Work_without_a_processor_goes_to_the_current_one()
    {
        Tasklet next = Make("next");
        _scheduler.ScheduleOn(Make("first", () => _scheduler.Schedule(next)), 2);
        _scheduler.RunAll();
        Assert.That(_log, Is.EqualTo((string[])["first@2", "next@2"]));
    }

    [Test]
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
    public void Work_without_a_processor_follows_when_the_current_one_goes_offline()
    {
        _scheduler.SetOnline(0, false, heir: 2);
        Assert.That(_scheduler.CurrentCpu, Is.EqualTo(2));
        _scheduler.Schedule(Make("follows"));
        _scheduler.RunAll();
        Assert.That(_log, Is.EqualTo((string[])["follows@2"]));
    }

    [Test]
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
    public void An_heir_that_is_offline_passes_on_what_it_gets()
    {
        _scheduler.SetOnline(1, false, heir: 0);
        _scheduler.ScheduleOn(Make("passed"), 0);
        Assert.That(_scheduler.SetOnline(0, false, heir: 1), Is.Zero);
        _scheduler.RunAll();
        Assert.That(_log, Is.EqualTo((string[])["passed@2"]));
    }

    [Test]
    public void The_last_processor_stays_runningand_keeps_its_work()
    {
        _scheduler.SetOnline(1, false, heir: 0);
        _scheduler.SetOnline(2, false, heir: 0);
        _scheduler.ScheduleOn(Make("last"), 0);
        Assert.That(_scheduler.SetOnline(0, false, heir: 0), Is.EqualTo(-Errno.EBUSY));
        Assert.That(_scheduler.IsOnline(0), Is.True);
        Assert.That(_scheduler.RunAll(), Is.EqualTo(1));
    }

    [Test]
    public void The_next_processor_is_the_next_runningone_around()
    {
        _scheduler.SetOnline(1, false, heir: 0);
        Assert.That(_scheduler.NextOnline(0), Is.EqualTo(2));
        Assert.That(_scheduler.NextOnline(2), Is.EqualTo(0));
        _scheduler.SetOnline(2, false, heir: 0);
        Assert.That(_scheduler.NextOnline(0), Is.EqualTo(0));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public void Any_sequence_of_calls_agrees_with_lists((byte Call, byte Tasklet, byte Cpu)[] calls)
    {
        SetUp();
        Tasklet[] tasklets = [.. "abcd".Select(name => Make(name.ToString()))];
        List<int>[] model = [[], [], []];
        HashSet<int> dead = [];
        HashSet<int> running = [0, 1, 2];
        int OnlineFrom(int cpu) => Enumerable.Range(cpu, model.Length).Select(next => next % model.Length).First(running.Contains);
        foreach ((byte call, byte tasklet, byte cpu) in calls)
        {
            int which = tasklet % tasklets.Length;
            int where = cpu % model.Length;
            if (call % 8 == 6)
            {
                bool online = call % 16 == 6;
                bool isLast = !online && running.SetEquals([where]);
                Assert.That(_scheduler.SetOnline(where, online, heir: which % 3), Is.EqualTo(isLast ? -Errno.EBUSY : 0));
                if (online)
                {
                    running.Add(where);
                }
                else if (!isLast && running.Remove(where))
                {
                    model[OnlineFrom(which % 3)].AddRange(model[where]);
                    model[where].Clear();
                }
            }
            else if (call % 8 == 0)
            {
                _scheduler.Kill(tasklets[which]);
                Array.ForEach(model, queue => queue.Remove(which));
                dead.Add(which);
            }
            else if (call % 2 == 0)
            {
                _scheduler.ScheduleOn(tasklets[which], where);
                if (!dead.Contains(which))
                {
                    Array.ForEach(model, queue => queue.Remove(which));
                    model[OnlineFrom(where)].Add(which);
                }
            }
            else
            {
                _log.Clear();
                Assert.That(_scheduler.RunStep(where, TaskletContext.Idle), Is.EqualTo(model[where].Count != 0));
                Assert.That(_log, Is.EqualTo(model[where].Take(1).Select(head => $"{"abcd"[head]}@{where}")));
                model[where] = [.. model[where].Skip(1)];
            }

            for (int index = 0; index < tasklets.Length; index++)
            {
                Assert.That(tasklets[index].IsScheduled, Is.EqualTo(model.Any(queue => queue.Contains(index))));
            }
        }
    }

    private Recorder Make(string name, Action? work = null) => new(name, _log, work);

    private sealed class Recorder(string name, List<string> log, Action? work) : Tasklet(TaskletContext.Idle)
    {
        protected internal override void Run(TaskletScheduler scheduler, int cpu)
        {
            log.Add($"{name}@{cpu}");
            work?.Invoke();
        }
    }
}
