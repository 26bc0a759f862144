using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace IommuConfig.Runtime.Tests.Tasklets;

/// <summary>Random calls from many threads at once, while processors come and go. The variable TASKLET_SECONDS says for how long.</summary>
[NonParallelizable]
internal sealed class ThreadedPropertyTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(60);

    private static TimeSpan Duration =>
        TimeSpan.FromSeconds(double.TryParse(Environment.GetEnvironmentVariable("TASKLET_SECONDS"), out double seconds) ? seconds : 1);

    [Test]
    [Rule("TSK-3")]
    [Rule("TSK-4")]
    [Rule("CPU-3")]
    [Rule("CPU-9")]
    public void Nothing_that_was_scheduled_is_lost_and_nothing_runs_twice_at_once()
    {
        using ThreadedCpus cpus = new(4);
        TaskletScheduler scheduler = new(cpus);
        Counted[] tasklets = [.. Enumerable.Range(0, 12).Select(each => new Counted(each % 3 == 0 ? TaskletContext.Softirq : TaskletContext.Idle))];
        During(
            Duration,
            [
                .. Enumerable.Repeat<Action<Random>>(random => tasklets[random.Next(tasklets.Length)].Ask(scheduler, random), 6),
                random => scheduler.SetOnline(random.Next(4), random.Next(2) == 0, random.Next(4)),
            ]);
        Assert.That(cpus.WaitUntilQuiet(s_long), Is.True);
        foreach (Counted tasklet in tasklets)
        {
            Assert.That((tasklet.Seen, tasklet.Overlaps), Is.EqualTo((tasklet.Asked, 0)));
        }

        Assert.That(tasklets.Sum(tasklet => tasklet.Runs), Is.GreaterThan(100));
    }

    [Test]
    [Rule("TSK-6")]
    [Rule("TSK-7")]
    public void What_was_killed_does_not_run_until_it_is_as_new()
    {
        using ThreadedCpus cpus = new(3);
        TaskletScheduler scheduler = new(cpus);
        Counted[] tasklets = [.. Enumerable.Range(0, 4).Select(each => new Counted(each % 2 == 0 ? TaskletContext.Softirq : TaskletContext.Idle))];
        void KillOne(int killer, Random random)
        {
            // Each has one thread that ends it.
            Counted tasklet = tasklets[(random.Next(2) * 2) + killer];
            Assert.That(scheduler.Kill(tasklet), Is.Zero);
            tasklet.IsForbidden = true;
            Thread.SpinWait(random.Next(2000));
            tasklet.IsForbidden = false;
            Assert.That(scheduler.Init(tasklet), Is.Zero);
        }

        During(
            Duration,
            [
                .. Enumerable.Repeat<Action<Random>>(random => tasklets[random.Next(tasklets.Length)].Ask(scheduler, random), 4),
                random => KillOne(0, random),
                random => KillOne(1, random),
                random => scheduler.SetOnline(random.Next(3), random.Next(2) == 0),
            ]);
        Assert.That(cpus.WaitUntilQuiet(s_long), Is.True);
        foreach (Counted tasklet in tasklets)
        {
            tasklet.Ask(scheduler, new Random(1));
        }

        Assert.That(cpus.WaitUntilQuiet(s_long), Is.True);
        foreach (Counted tasklet in tasklets)
        {
            Assert.That((tasklet.Seen, tasklet.Overlaps, tasklet.RunsWhileForbidden), Is.EqualTo((tasklet.Asked, 0, 0)));
        }
    }

    [Test]
    [Rule("TSK-1")]
    public void On_threads_as_well_a_processor_runs_what_it_is_given_in_order()
    {
        const int Count = 5000;
        List<int>[] ran = [[], [], [], []];
        using ThreadedCpus cpus = new(2);
        TaskletScheduler scheduler = new(cpus);
        Thread[] threads = [.. ran.Select((log, queue) => new Thread(() =>
        {
            for (int number = 0; number < Count; number++)
            {
                int mine = number;
                scheduler.ScheduleOn(new Work((TaskletContext)(queue % 2), _ => log.Add(mine)), queue / 2);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.That(cpus.WaitUntilQuiet(s_long), Is.True);
        foreach (List<int> log in ran)
        {
            Assert.That(log, Is.EqualTo(Enumerable.Range(0, Count)));
        }
    }

    // Each action again and again on a thread of its own. What one of them finds fails the test.
    private static void During(TimeSpan duration, Action<Random>[] actions)
    {
        Exception? failure = null;
        long start = Stopwatch.GetTimestamp();
        Thread[] threads = [.. actions.Select((action, index) => new Thread(() =>
        {
            Random random = new(index);
            try
            {
                while (Stopwatch.GetElapsedTime(start) < duration)
                {
                    action(random);
                }
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.That(failure, Is.Null);
    }

    /// <summary>Counts who asks for it, and whether it ever runs when it must not.</summary>
    private sealed class Counted(TaskletContext context) : Tasklet(context)
    {
        private int _asked;
        private int _inside;
        private int _overlaps;

        internal int Asked => Volatile.Read(ref _asked);

        internal int Overlaps => Volatile.Read(ref _overlaps);

        internal int Seen { get; private set; }

        internal int Runs { get; private set; }

        internal int RunsWhileForbidden { get; private set; }

        internal volatile bool IsForbidden;

        internal void Ask(TaskletScheduler scheduler, Random random)
        {
            Interlocked.Increment(ref _asked);
            scheduler.ScheduleOn(this, random.Next(scheduler.CpuCount));
            if (random.Next(8) == 0)
            {
                Thread.Yield();
            }
        }

        protected internal override void Run(TaskletScheduler scheduler, int cpu)
        {
            if (Interlocked.Exchange(ref _inside, 1) != 0)
            {
                Interlocked.Increment(ref _overlaps);
            }

            Seen = Asked;
            Runs++;
            RunsWhileForbidden += IsForbidden ? 1 : 0;
            if (Runs % 5 == 0)
            {
                Interlocked.Increment(ref _asked);
                scheduler.Schedule(this);
            }

            Volatile.Write(ref _inside, 0);
        }
    }
}
