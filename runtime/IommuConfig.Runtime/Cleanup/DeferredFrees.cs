namespace IommuConfig.Runtime;

/// <summary>
/// The page tables of living domains that no hardware knows any more: each processor has a list of them, and a tasklet that frees it when
/// the processor has nothing else to do. Every build has it.
/// </summary>
/// <remarks>
/// As Xen defers them (iommu_queue_free_pgtable), except that who unmaps need not be the processor whose list it is; so each list has a lock,
/// and frames are freed under it: whoever holds it knows that none of the list is half-way.
/// </remarks>
internal sealed class DeferredFrees : CpuWatcher
{
    // After how many tables softirqs get their turn, and how many are freed while the list is locked.
    private const uint BetweenSoftirqs = 512;
    private const uint AtOnce = 64;

    private readonly TaskletScheduler _tasklets;
    private readonly CpuList[] _lists;

    internal DeferredFrees(FrameSource memory, TaskletScheduler tasklets)
    {
        Memory = memory;
        _tasklets = tasklets;
        _lists = new CpuList[tasklets.CpuCount];
        for (int cpu = 0; cpu < _lists.Length; cpu++)
        {
            _lists[cpu].Tasklet = new DeferredFreeTasklet(this, cpu);
            _lists[cpu].IsOpen = true;
        }

        tasklets.Add(this);
    }

    internal FrameSource Memory { get; }

    /// <summary>The number of tables that wait.</summary>
    internal uint Count
    {
        get
        {
            uint count = 0;
            for (int cpu = 0; cpu < _lists.Length; cpu++)
            {
                _lists[cpu].Lock.Acquire();
                count += _lists[cpu].Count;
                _lists[cpu].Lock.Release();
            }

            return count;
        }
    }

    /// <summary>Takes tables over, to be freed by the current processor. The flush that covers them has completed.</summary>
    internal void Add(ref FrameList tables, uint count) => AddFrom(_tasklets.CurrentCpu, ref tables, count);

    // A processor may go offline after it was looked up: its list is closed then, and another one is open.
    internal void AddFrom(int cpu, ref FrameList tables, uint count)
    {
        while (!TryAdd(ref _lists[cpu], ref tables, count))
        {
            cpu = _tasklets.NextOnline(cpu);
        }

        // If it goes offline before this, whoever gets the list schedules for it.
        _tasklets.ScheduleOn(_lists[cpu].Tasklet, cpu);
    }

    /// <summary>Frees the tables of all processors on the spot. What another caller is freeing is freed as well when it returns.</summary>
    internal void FreeAll()
    {
        for (int cpu = 0; cpu < _lists.Length; cpu++)
        {
            while (FreeSome(cpu))
            {
            }
        }
    }

    // The tasklet's work.
    internal void Free(int list, int cpu)
    {
        uint freed = 0;
        while (FreeSome(list))
        {
            freed += AtOnce;
            if (freed % BetweenSoftirqs == 0)
            {
                _tasklets.ProcessSoftirqs(cpu);
            }
        }
    }

    internal override void Starting(int cpu)
    {
        ref CpuList list = ref _lists[cpu];
        list.Lock.Acquire();
        list.IsOpen = true;
        list.Lock.Release();
        _tasklets.Init(list.Tasklet);
    }

    // A softirq in the middle of the tasklet may be what stops the processor. Then the tasklet completes.
    internal override void Stopping(int cpu) => _tasklets.Kill(_lists[cpu].Tasklet);

    internal override void Stopped(int cpu, int heir)
    {
        ref CpuList list = ref _lists[cpu];
        list.Lock.Acquire();
        FrameList tables = list.Tables;
        uint count = list.Count;
        list.Tables = default;
        list.Count = 0;
        list.IsOpen = false;
        list.Lock.Release();
        if (count != 0)
        {
            AddFrom(heir, ref tables, count);
        }
    }

    private bool TryAdd(ref CpuList list, ref FrameList tables, uint count)
    {
        list.Lock.Acquire();
        bool isOpen = list.IsOpen;
        if (isOpen)
        {
            Memory.AppendAll(ref list.Tables, ref tables);
            list.Count += count;
        }

        list.Lock.Release();
        return isOpen;
    }

    // Whether there may be more.
    private bool FreeSome(int cpu)
    {
        ref CpuList list = ref _lists[cpu];
        list.Lock.Acquire();
        uint left = Memory.FreeSome(ref list.Tables, AtOnce);
        list.Count -= AtOnce - left;
        list.Lock.Release();
        return left == 0;
    }

    private struct CpuList
    {
        internal FrameList Tables;
        internal uint Count;
        internal bool IsOpen;
        internal Spinlock Lock;
        internal DeferredFreeTasklet Tasklet;
    }
}
