using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace IommuConfig.Runtime.Tests.Tasklets;

/// <summary>Processors that are threads.</summary>
internal sealed class ThreadedCpuTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    [Test]
    [Rule("CPU-8")]
    public void Each_processor_is_a_thread_of_its_own_and_the_current_one_there()
    {
        using ThreadedCpus cpus = new(3);
        TaskletScheduler scheduler = new(cpus);
        using CountdownEvent done = new(3);
        (int Current, string? Thread, bool IsCaller)[] seen = new (int, string?, bool)[3];
        for (int cpu = 0; cpu < 3; cpu++)
        {
            int number = cpu;
            scheduler.ScheduleOn(
                new Work(TaskletContext.Idle, _ =>
                {
                    seen[number] = (scheduler.CurrentCpu, Thread.CurrentThread.Name, scheduler.RunStep((number + 1) % 3, TaskletContext.Idle));
                    done.Signal();
                }),
                cpu);
        }

        Assert.That(done.Wait(s_long), Is.True);
        Assert.That(seen, Is.EqualTo(Enumerable.Range(0, 3).Select(cpu => (cpu, (string?)$"CPU {cpu}", false))));
    }

    [Test]
    [Rule("CPU-8")]
    public void A_thread_that_is_no_processor_schedules_to_one_that_is_online()
    {
        using ThreadedCpus cpus = new(3);
        TaskletScheduler scheduler = new(cpus);
        Assert.That((cpus.TakeDown(0), cpus.TakeDown(1)), Is.EqualTo((0, 0)));
        Assert.That(scheduler.CurrentCpu, Is.EqualTo(2));
        Assert.That(RanOn(scheduler, work => scheduler.Schedule(work)), Is.EqualTo(2));
        Assert.That(cpus.TakeDown(2), Is.EqualTo(-Errno.EBUSY));
        Assert.That(cpus.BringUp(0), Is.Zero);
        Assert.That(RanOn(scheduler, work => scheduler.ScheduleOn(work, 0)), Is.Zero);
    }

    [Test]
    [Rule("CPU-9")]
    public void A_processor_wakes_for_work_of_either_context_each_time()
    {
        using ThreadedCpus cpus = new(2);
        TaskletScheduler scheduler = new(cpus);
        for (int round = 0; round < 200; round++)
        {
            TaskletContext context = round % 2 == 0 ? TaskletContext.Idle : TaskletContext.Softirq;
            Assert.That(RanOn(scheduler, work => scheduler.ScheduleOn(work, round % 2), context), Is.EqualTo(round % 2));
            Assert.That(cpus.WaitUntilQuiet(s_long), Is.True);
        }
    }

    [Test]
    [Rule("CPU-10")]
    public void Nobody_but_the_processor_runs_its_steps()
    {
        using ThreadedCpus cpus = new(1);
        TaskletScheduler scheduler = new(cpus);
        using ManualResetEventSlim go = new();
        scheduler.ScheduleOn(new Work(TaskletContext.Idle, _ => go.Wait()), 0);
        scheduler.ScheduleOn(new Work(TaskletContext.Idle, _ => { }), 0);
        Assert.That(scheduler.RunAll(), Is.Zero);
        Assert.That(cpus.WaitUntilQuiet(TimeSpan.FromMilliseconds(20)), Is.False);
        go.Set();
        Assert.That(cpus.WaitUntilQuiet(s_long), Is.True);
    }

    [Test]
    [Rule("CPU-11")]
    public void A_tasklet_that_throws_is_told_of_and_can_run_again()
    {
        List<(Tasklet Tasklet, string Message)> failures = [];
        using ThreadedCpus cpus = new(1, (tasklet, exception) => failures.Add((tasklet, exception.Message)));
        TaskletScheduler scheduler = new(cpus);
        Work bad = new(TaskletContext.Idle, _ => throw new InvalidOperationException("no"));
        for (int round = 1; round <= 2; round++)
        {
            scheduler.Schedule(bad);
            Assert.That(cpus.WaitUntilQuiet(s_long), Is.True);
            Assert.That(failures, Is.EqualTo(Enumerable.Repeat(((Tasklet)bad, "no"), round)));
        }

        Assert.That(scheduler.Kill(bad), Is.Zero);
        Assert.That(RanOn(scheduler, work => scheduler.Schedule(work)), Is.Zero, "the processor goes on");
    }

    [Test]
    [Rule("CPU-12")]
    public void The_processors_end_after_the_tasklet_that_runs_and_leave_what_waits()
    {
        ThreadedCpus cpus = new(1);
        TaskletScheduler scheduler = new(cpus);
        using ManualResetEventSlim started = new();
        bool isComplete = false;
        Work waiting = new(TaskletContext.Idle, _ => { });
        scheduler.Schedule(new Work(TaskletContext.Idle, _ =>
        {
            started.Set();
            Thread.Sleep(20);
            scheduler.Schedule(waiting);
            isComplete = true;
        }));
        Assert.That(started.Wait(s_long), Is.True);
        cpus.Dispose();
        Assert.That((isComplete, waiting.IsScheduled), Is.EqualTo((true, true)));
        cpus.Dispose();
        scheduler.Schedule(waiting);
    }

    [Test]
    [Rule("CPU-12")]
    public void Processors_that_nobody_used_end_as_well() => Assert.That(() => new ThreadedCpus(2).Dispose(), Throws.Nothing);

    [Test]
    [Rule("CPU-13")]
    public void Long_work_on_a_processor_makes_way_for_a_softirq_or_the_scheduler_and_other_threads_never_do()
    {
        using ThreadedCpus cpus = new(1);
        TaskletScheduler scheduler = new(cpus);
        List<bool> seen = [];
        scheduler.Schedule(new Work(TaskletContext.Softirq, _ =>
        {
            seen.Add(scheduler.IsPreemptionPending);
            scheduler.Schedule(new Work(TaskletContext.Softirq, _ => { }));
            seen.Add(scheduler.IsPreemptionPending);
            scheduler.ProcessSoftirqs(0);
            seen.Add(scheduler.IsPreemptionPending);
            scheduler.Schedule(new Work(TaskletContext.Idle, _ => { }));
            seen.Add(scheduler.IsPreemptionPending);
        }));
        Assert.That(cpus.WaitUntilQuiet(s_long), Is.True);
        Assert.That(seen, Is.EqualTo((bool[])[false, true, false, true]));
        Assert.That(scheduler.IsPreemptionPending, Is.False);
    }

    [Test]
    [Rule("CPU-13")]
    public void Stepped_processors_preempt_only_when_they_are_told_to()
    {
        using Rig<Tables.SingleTable<VtdHooks>> rig = Rigs.Vtd();
        rig.Platform.Tasklets.Schedule(new Work(TaskletContext.Softirq, _ => { }));
        Assert.That(rig.Platform.IsPreemptionPending, Is.False);
        rig.Platform.IsPreemptionPending = true;
        Assert.That(rig.Platform.IsPreemptionPending, Is.True);
    }

    [Test]
    [Rule("TSK-6")]
    public void To_kill_a_tasklet_waits_while_it_runs()
    {
        using ThreadedCpus cpus = new(1);
        TaskletScheduler scheduler = new(cpus);
        using ManualResetEventSlim started = new();
        int end = 0;
        Work slow = null!;
        slow = new(TaskletContext.Idle, _ =>
        {
            started.Set();
            Thread.Sleep(20);
            scheduler.Schedule(slow);
            Volatile.Write(ref end, 1);
        });
        scheduler.Schedule(slow);
        Assert.That(started.Wait(s_long), Is.True);
        Assert.That(scheduler.Kill(slow), Is.Zero);
        Assert.That((Volatile.Read(ref end), slow.IsRunning, slow.IsScheduled), Is.EqualTo((1, false, false)));
    }

    [Test]
    [Rule("CPU-14")]
    public void One_thread_holds_a_lock_however_many_want_it()
    {
        Spinlock spinlock = default;
        long count = 0;
        Thread[] threads = [.. Enumerable.Range(0, 12).Select(_ => new Thread(() =>
        {
            for (int turn = 0; turn < 20_000; turn++)
            {
                spinlock.Acquire();
                count++;
                spinlock.Release();
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.That(count, Is.EqualTo(12 * 20_000));
    }

    private static int RanOn(TaskletScheduler scheduler, Action<Tasklet> schedule, TaskletContext context = TaskletContext.Idle)
    {
        using ManualResetEventSlim done = new();
        int ranOn = -1;
        schedule(new Work(context, cpu =>
        {
            ranOn = cpu;
            done.Set();
        }));
        Assert.That(done.Wait(s_long), Is.True, () => $"nothing ran of {scheduler.CpuCount} processors");
        return ranOn;
    }
}
