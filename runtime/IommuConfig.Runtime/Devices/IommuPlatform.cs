namespace IommuConfig.Runtime;

/// <summary>The machine as the layer sees it: memory, IOMMUs, processors, and which providers were set up. All state hangs off it.</summary>
[ProviderScope]
public sealed class IommuPlatform
{
    private readonly FlushBatch[] _batches;
    private Spinlock _deviceLock;
    private PlatformPart? _parts;
    private IommuUnit? _lastUnit;
    private bool _isPreemptionPending;

    /// <summary>Describes a machine whose processors the caller steps (<see cref="SteppedCpus"/>).</summary>
    /// <param name="memory">Where page tables come from.</param>
    /// <param name="cpuCount">The number of processors, at least 1.</param>
    public IommuPlatform(FrameSource memory, int cpuCount)
        : this(memory, new SteppedCpus(cpuCount))
    {
    }

    /// <summary>Describes a machine.</summary>
    /// <param name="memory">Where page tables come from.</param>
    /// <param name="cpus">The processors, which serve this machine alone.</param>
    public IommuPlatform(FrameSource memory, CpuHost cpus)
    {
        Memory = memory;
        Tasklets = new TaskletScheduler(cpus);
        DeferredFrees = new DeferredFrees(memory, Tasklets);
        _batches = new FlushBatch[Tasklets.CpuCount];
        memory.Add(new PlatformReclaimer(this));
    }

    /// <summary>Where page tables come from.</summary>
    public FrameSource Memory { get; }

    /// <summary>The processors' queues of deferred work.</summary>
    public TaskletScheduler Tasklets { get; }

    /// <summary>What the command line says, over the defaults.</summary>
    public IommuOptions Options { get; internal set; } = new();

    /// <summary>The providers that were set up. Where providers do not live side by side it has one member.</summary>
    public ProviderSet Providers { get; internal set; }

    /// <summary>Whether there is an IOMMU in use.</summary>
    public bool IsEnabled => !Providers.IsEmpty;

    /// <summary>The domain that drives the machine, or null before it was created.</summary>
    public Domain? HardwareDomain { get; internal set; }

    /// <summary>
    /// Whether a long operation should stop as soon as it can and be continued later. Set by whoever schedules; true also while the processor that
    /// the caller runs on has other work to do, if its host says so (<see cref="CpuHost.IsPreemptionPending"/>).
    /// </summary>
    public bool IsPreemptionPending
    {
        get => _isPreemptionPending || Tasklets.IsPreemptionPending;
        set => _isPreemptionPending = value;
    }

    /// <summary>
    /// The number of page tables of living domains that were unlinked and flushed, and that the processors' tasklets have not freed yet.
    /// </summary>
    public uint DeferredTableCount => DeferredFrees.Count;

    internal DeferredFrees DeferredFrees { get; }

    /// <summary>The devices that were added, in that order.</summary>
    internal Registry<Device> Devices { get; } = new();

    internal Registry<Domain> Domains { get; } = new();

    // Who is told what happens; null where the configuration has no trace.
    internal IommuTrace? Trace { get; set; }

    internal DomainIds DomainIds { get; } = new();

    // Held while devices come, go and change hands, and domains end: taken before any domain's mapping lock.
    internal ref Spinlock DeviceLock => ref _deviceLock;

    internal ref FlushBatch CurrentBatch => ref _batches[Tasklets.CurrentCpu];

    // In a machine whose providers do not live side by side, the one.
    internal ProviderId OnlyProvider { get; set; }

    /// <summary>The IOMMUs, in the order in which they were added.</summary>
    public UnitList Units => new(FirstUnit);

    private IommuUnit? FirstUnit { get; set; }

    /// <summary>Adds an IOMMU that firmware described.</summary>
    public void Add(IommuUnit unit)
    {
        if (_lastUnit is null)
        {
            FirstUnit = unit;
        }
        else
        {
            _lastUnit.Next = unit;
            unit.Previous = _lastUnit;
        }

        unit.Platform = this;
        _lastUnit = unit;
    }

    /// <summary>Gives the platform the state of a feature.</summary>
    public void Add(PlatformPart part)
    {
        part.Next = _parts;
        _parts = part;
    }

    /// <summary>The state of a feature, or null if there is none.</summary>
    public TPart? Find<TPart>()
        where TPart : PlatformPart
    {
        for (PlatformPart? part = _parts; part is not null; part = part.Next)
        {
            if (part is TPart found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>
    /// Frees now what was to be freed later, on all processors, and waits for what is being freed: before the machine stops, or before its memory
    /// goes back to where it came from.
    /// </summary>
    public void Drain()
    {
        Reclaim();
        for (PlatformPart? part = _parts; part is not null; part = part.Next)
        {
            part.Drain();
        }
    }

    // The same, but waits for nobody, so that whoever holds a lock may call it.
    internal void Reclaim()
    {
        DeferredFrees.FreeAll();
        for (PlatformPart? part = _parts; part is not null; part = part.Next)
        {
            part.Reclaim();
        }
    }

    /// <summary>The IOMMU that translates for a device, or null.</summary>
    public IommuUnit? UnitOf(DeviceId device)
    {
        foreach (IommuUnit unit in Units)
        {
            if (unit.Covers(device))
            {
                return unit;
            }
        }

        return null;
    }

    /// <summary>A device's request was blocked: it is counted for the device, whichever of its functions made it.</summary>
    internal void Blocked(DeviceId function, ulong address, bool isWrite)
    {
        if (Trace is { } trace && trace.IsEnabled())
        {
            trace.Blocked(function.ToString(), address, isWrite);
        }

        foreach (Device device in Devices.All)
        {
            if (device.Functions.Contains(device.Id, function))
            {
                device.CountFault();
            }
        }
    }

    /// <summary>The device that was added under an id, or null. Devices of a device tree have no such id; they are found by path.</summary>
    public Device? FindDevice(DeviceId id)
    {
        foreach (Device device in Devices.All)
        {
            if (device.Id == id)
            {
                return device;
            }
        }

        return null;
    }

    /// <summary>Releases every IOMMU that a provider took, the last one first: what a provider's failed set-up leaves is undone.</summary>
    public void ReleaseUnits(ProviderId provider)
    {
        for (IommuUnit? unit = _lastUnit; unit is not null; unit = unit.Previous)
        {
            if (unit.Provider == provider)
            {
                unit.Release();
            }
        }
    }

    /// <summary>The IOMMUs of a platform, for <c>foreach</c>.</summary>
    public readonly struct UnitList
    {
        private readonly IommuUnit? _first;

        internal UnitList(IommuUnit? first) => _first = first;

        /// <summary>Starts before the first.</summary>
        public Enumerator GetEnumerator() => new(_first);

        /// <summary>Goes from one to the next.</summary>
        public struct Enumerator
        {
            private IommuUnit? _next;

            internal Enumerator(IommuUnit? first)
            {
                _next = first;
                Current = null!;
            }

            /// <summary>Where it is.</summary>
            public IommuUnit Current { get; private set; }

            /// <summary>Goes on.</summary>
            public bool MoveNext()
            {
                if (_next is null)
                {
                    return false;
                }

                Current = _next;
                _next = _next.Next;
                return true;
            }
        }
    }
}
