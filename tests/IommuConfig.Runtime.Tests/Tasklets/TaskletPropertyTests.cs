using System;
using System.Globalization;
using System.Linq;

namespace IommuConfig.Runtime.Tests.Tasklets;

/// <summary>
/// Random calls, also from within tasklets, against <see cref="TaskletModel"/>. The variable TASKLET_STEPS says how many, and TASKLET_SEED which.
/// </summary>
internal sealed class TaskletPropertyTests
{
    private const int CpuCount = 3;
    private const int TaskletCount = 6;
    private const int MaxDepth = 3;

    private TaskletScheduler _scheduler = null!;
    private TaskletModel _model = null!;
    private Work[] _tasklets = null!;
    private Random _random = null!;
    private int _depth;
    private int _ran;

    [Test]
    [Rule("TSK-1")]
    [Rule("TSK-2")]
    [Rule("TSK-3")]
    [Rule("TSK-4")]
    [Rule("TSK-7")]
    [Rule("CPU-1")]
    public void Any_calls_agree_with_lists()
    {
        int steps = Setting("TASKLET_STEPS", 60_000);
        int seed = Setting("TASKLET_SEED", 1);
        for (int done = 0; done < steps; done += 300, seed++)
        {
            Begin(seed);
            for (int step = 0; step < 300; step++)
            {
                Step();
                Check(seed, step);
            }

            Finish(seed);
        }
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    private void Begin(int seed)
    {
        _random = new Random(seed);
        TaskletContext[] contexts = [.. Enumerable.Range(0, TaskletCount).Select(each => each % 3 == 0 ? TaskletContext.Softirq : TaskletContext.Idle)];
        _scheduler = new TaskletScheduler(CpuCount);
        _model = new TaskletModel(CpuCount, contexts);
        _tasklets = [.. Enumerable.Range(0, TaskletCount).Select(each => new Work(contexts[each], cpu => Run(each, cpu)))];
    }

    // Runs what waits, without anything new: nothing that was scheduled is lost.
    private void Finish(int seed)
    {
        _depth = MaxDepth;
        while (Enumerable.Range(0, TaskletCount).Any(_model.IsScheduled))
        {
            for (int cpu = 0; cpu < CpuCount; cpu++)
            {
                RunStep(cpu, TaskletContext.Softirq);
                RunStep(cpu, TaskletContext.Idle);
            }
        }

        _depth = 0;
        Check(seed, -1);
        Assert.That(_scheduler.IsQuiet, Is.True);
    }

    private void Step()
    {
        int tasklet = _random.Next(TaskletCount);
        int cpu = _random.Next(CpuCount);
        switch (_random.Next(12))
        {
            case 0:
                Assert.That(_scheduler.Kill(_tasklets[tasklet]), Is.EqualTo(_model.Kill(tasklet) ? 0 : -Errno.EBUSY));
                break;
            case 1:
            case 2:
                Assert.That(_scheduler.Init(_tasklets[tasklet]), Is.EqualTo(_model.Init(tasklet) ? 0 : -Errno.EBUSY));
                break;
            case 3:
                SetOnline(cpu, _random.Next(3) != 0);
                break;
            case 4:
                _scheduler.Schedule(_tasklets[tasklet]);
                _model.Schedule(tasklet, _model.Current);
                break;
            case 5:
            case 6:
            case 7:
            case 8:
                _scheduler.ScheduleOn(_tasklets[tasklet], cpu);
                _model.Schedule(tasklet, cpu);
                break;
            default:
                RunStep(cpu, (TaskletContext)_random.Next(2));
                break;
        }
    }

    private void SetOnline(int cpu, bool online)
    {
        bool isLast = !online && _model.OnlineCount == 1 && _model.IsOnline(cpu);
        int heir = _random.Next(CpuCount + 1);
        int result = heir < CpuCount ? _scheduler.SetOnline(cpu, online, heir) : _scheduler.SetOnline(cpu, online);
        Assert.That(result, Is.EqualTo(isLast ? -Errno.EBUSY : 0));
        if (!isLast)
        {
            _model.SetOnline(cpu, online, heir < CpuCount ? heir : _model.Current);
        }
    }

    private void RunStep(int cpu, TaskletContext context)
    {
        int before = _ran;
        int expected = _model.IsOnline(cpu) ? _model.Queue(cpu, context).FirstOrDefault(-1) : -1;
        bool ran = _scheduler.RunStep(cpu, context);
        Assert.That(ran, Is.EqualTo(expected >= 0));
        Assert.That(_ran > before, Is.EqualTo(ran));
        if (ran)
        {
            _model.End(expected);
        }
    }

    private void Run(int tasklet, int cpu)
    {
        _ran++;
        Assert.That(_model.IsRunning(tasklet) || _model.IsDead(tasklet), Is.False);
        Assert.That(_model.Begin(cpu, _tasklets[tasklet].Context), Is.EqualTo(tasklet), "the head of its queue");
        Assert.That((_tasklets[tasklet].IsRunning, _tasklets[tasklet].IsScheduled), Is.EqualTo((true, false)));
        if (_depth < MaxDepth)
        {
            _depth++;
            for (int left = _random.Next(4); left > 0; left--)
            {
                Step();
            }

            _depth--;
        }
    }

    private void Check(int seed, int step)
    {
        for (int each = 0; each < TaskletCount; each++)
        {
            (bool, bool, bool) expected = (_model.IsScheduled(each), _model.IsRunning(each), _model.IsDead(each));
            if ((_tasklets[each].IsScheduled, _tasklets[each].IsRunning, _tasklets[each].IsDead) != expected)
            {
                Assert.Fail($"seed {seed}, step {step}: tasklet {each} should be {expected}");
            }
        }

        for (int cpu = 0; cpu < CpuCount; cpu++)
        {
            bool isRight = _scheduler.HasWork(cpu, TaskletContext.Idle) == (_model.Queue(cpu, TaskletContext.Idle).Count != 0) &&
                _scheduler.HasWork(cpu, TaskletContext.Softirq) == (_model.Queue(cpu, TaskletContext.Softirq).Count != 0) &&
                _scheduler.IsOnline(cpu) == _model.IsOnline(cpu);
            if (!isRight || _scheduler.CurrentCpu != _model.Current)
            {
                Assert.Fail($"seed {seed}, step {step}: processor {cpu}, current {_scheduler.CurrentCpu} for {_model.Current}");
            }
        }
    }
}
