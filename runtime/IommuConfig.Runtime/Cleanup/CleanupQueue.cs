namespace IommuConfig.Runtime;

/// <summary>
/// The page tables of domains that are gone, and the tasklet that frees them one by one: Xen's global cleanup list, with its lock and
/// tasklet, as it was from 2014 to 2020.
/// </summary>
/// <remarks>
/// Only tables whose hooks need no domain have it (<see cref="ICleanupHooks"/>); the generic layer reaches it through
/// <see cref="ILayerBridges"/>, and nothing else names it.
/// </remarks>
public sealed class CleanupQueue : PlatformPart
{
    private readonly TableCleaner _tasklet;
    private Spinlock _lock;
    private FrameList _tables;

    // Tables that are off the list while those below them are not on it yet.
    private int _inHand;

    private CleanupQueue(TableCleaner tasklet) => _tasklet = tasklet;

    /// <summary>Whether every table was freed.</summary>
    public bool IsEmpty
    {
        get
        {
            _lock.Acquire();
            bool isEmpty = _tables.IsEmpty && _inHand == 0;
            _lock.Release();
            return isEmpty;
        }
    }

    /// <summary>Gives the platform its queue.</summary>
    /// <returns>0.</returns>
    public static int Start<THooks>(IommuPlatform platform)
        where THooks : struct, ICleanupHooks
    {
        CleanupTasklet<THooks> tasklet = new(platform);
        CleanupQueue queue = new(tasklet);
        tasklet.Queue = queue;
        platform.Add(queue);
        return 0;
    }

    /// <summary>Queues a domain's root table, which leads to all its others, and has the tasklet run.</summary>
    /// <returns>0.</returns>
    public static int Add<THooks>(Domain domain)
        where THooks : struct, ICleanupHooks
    {
        IommuPlatform platform = domain.Platform;
        CleanupQueue? queue = platform.Find<CleanupQueue>();
        if (queue is null || !domain.PageTable.Take(out Mfn root))
        {
            return 0;
        }

        platform.Memory.SetLevel(root, domain.PageTable.Levels);
        queue._lock.Acquire();
        platform.Memory.Append(ref queue._tables, root);
        queue._lock.Release();
        platform.Tasklets.Schedule(queue._tasklet);
        return 0;
    }

    // Frees one table, after queueing those it points to: so the queue goes through a tree level by level.
    internal bool FreeFirst<THooks>(IommuPlatform platform)
        where THooks : struct, ICleanupHooks
    {
        _lock.Acquire();
        bool any = platform.Memory.TakeFirst(ref _tables, out Mfn table);
        _inHand += any ? 1 : 0;
        _lock.Release();
        if (!any)
        {
            return false;
        }

        FrameList children = default;
        THooks.FreePageTable(platform, table, ref children);

        _lock.Acquire();
        platform.Memory.AppendAll(ref _tables, ref children);
        _inHand--;
        _lock.Release();
        return true;
    }

    /// <inheritdoc/>
    protected internal override void Reclaim()
    {
        while (_tasklet.FreeFirst())
        {
        }
    }

    /// <inheritdoc/>
    protected internal override void Drain()
    {
        while (!IsEmpty)
        {
            Reclaim();
        }
    }
}
