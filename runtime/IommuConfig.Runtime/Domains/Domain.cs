namespace IommuConfig.Runtime;

/// <summary>Who owns devices and what they can reach: a guest, a process, or the hardware domain that drives the machine.</summary>
/// <remarks>
/// It belongs to the providers of its devices: to none at first where providers live side by side, to the one there is otherwise. Where it spans
/// several, each of them is given a <i>view</i> of it: a domain of the same number with a page table for that provider, which only hooks see.
/// </remarks>
[DispatchContext(Spanning = true)]
public sealed partial class Domain
{
    private readonly Domain? _whole;
    private PageTable _pageTable;
    private Spinlock _mappingLock;
    private bool _isCrashed;

    internal Domain(IommuPlatform platform, ushort id, DomainFlags flags)
    {
        Platform = platform;
        Id = id;
        IsHardware = (flags & DomainFlags.Hardware) != 0;
        IsEnabled = (flags & DomainFlags.Iommu) != 0;
        IsPassthrough = IsEnabled && IsHardware && platform.Options.HardwareDomainPassthrough;
        SharesTables = IsEnabled && !IsPassthrough && platform.Options.SharePageTables &&
            (flags & (DomainFlags.SecondLevel | DomainFlags.NoSharedTables)) == DomainFlags.SecondLevel;
        NeedsSync = !SharesTables && HasSyncWithoutSharing;
        IgnoresMaps = IsPassthrough || SharesTables;
        IdentityMaps = new IdentityMaps();
    }

    /// <summary>The machine it is on.</summary>
    public IommuPlatform Platform { get; }

    /// <summary>What the hardware knows it by: 1 to 65535.</summary>
    public ushort Id { get; }

    /// <summary>Whether it is the domain that drives the machine. Errors of the IOMMU never crash it.</summary>
    public bool IsHardware { get; }

    /// <summary>Whether its devices are translated: decided at its creation (<see cref="DomainFlags.Iommu"/>).</summary>
    public bool IsEnabled { get; }

    /// <summary>Whether its devices reach all memory as it is (<see cref="IommuOptions.HardwareDomainPassthrough"/>). Then a map call does nothing and succeeds.</summary>
    public bool IsPassthrough { get; }

    /// <summary>
    /// Whether the IOMMU walks the processor's table (<see cref="IommuSharedTables.ShareP2m{THooks}"/>). Then a map call does nothing and succeeds: what the
    /// processor's table maps is mapped.
    /// </summary>
    public bool SharesTables { get; private set; }

    /// <summary>
    /// Whether whoever changes the domain's memory has to map and unmap here as well. Never together with <see cref="SharesTables"/>; for a hardware
    /// domain that is not strict neither holds, since all it may reach was mapped at boot.
    /// </summary>
    public bool NeedsSync { get; private set; }

    /// <summary>Whether it is being destroyed. From then on a map call does nothing and succeeds.</summary>
    public bool IsDying { get; private set; }

    /// <summary>Whether an error of the IOMMU stopped it: what its devices reach is no longer what it asked for.</summary>
    public bool IsCrashed => Whole._isCrashed;

    /// <summary>
    /// Whether frames of its memory may be exchanged behind its back: paged out, shared with others until written to, or logged as dirty. A device
    /// would not notice, so none is assigned to it while this is set (-EXDEV).
    /// </summary>
    public bool IsMemoryMovable { get; set; }

    /// <summary>The number of devices it owns.</summary>
    public int DeviceCount { get; internal set; }

    /// <summary>The table that the hardware walks for its devices; empty for a domain that spans several providers, each of which has its own.</summary>
    public ref PageTable PageTable => ref _pageTable;

    /// <summary>
    /// Held around calls that change or read the domain's mappings, and the flush after them, where several threads make such calls. Assigning devices
    /// and destroying the domain take it themselves, after the platform's own lock of devices; so neither is called while it is held.
    /// </summary>
    public ref Spinlock MappingLock => ref Whole._mappingLock;

    /// <summary>Whether a map call succeeds without doing anything, whatever it is asked for.</summary>
    public bool IgnoresMaps { get; private set; }

    // Whether a map call has to look first: at several providers or none, or at reserved memory. One field for all that is not the rule.
    internal bool IsOutOfLine { get; private set; } = true;

    // The reserved ranges that are mapped for its devices. Devices are moved one at a time, so it needs no lock.
    internal IdentityMaps IdentityMaps { get; }

    // Whether nothing of it is left.
    internal bool IsGone { get; set; }

    // What hardware answered when it was to forget the domain for good.
    internal int FlushResult { get; set; }

    private bool HasSyncWithoutSharing => IsEnabled && !IsPassthrough && (!IsHardware || Platform.Options.HardwareDomainStrict);

    internal Domain Whole => _whole ?? this;

    /// <summary>Stops the domain, unless it drives the machine.</summary>
    public void Crash()
    {
        if (!IsHardware && !IsCrashed)
        {
            Whole._isCrashed = true;
            Platform.Trace?.Crashed(Id);
        }
    }

    internal void SetRoute() => IsOutOfLine = Provider.IsNone || (!IsHardware && !IdentityMaps.IsEmpty);

    /// <summary><c>domain</c> and its number.</summary>
    public override string ToString() => $"domain {Id}";

    // Its provider cannot walk the processor's table: it has one of its own, as any other domain.
    internal void StopSharing()
    {
        SharesTables = IgnoresMaps = false;
        NeedsSync = HasSyncWithoutSharing;
    }

    // From now on nothing is mapped, and no table is made. Called with the mapping lock held, so that whoever maps later sees it.
    internal void Die()
    {
        IsDying = IgnoresMaps = true;
        foreach (Domain view in Views)
        {
            view.IsDying = view.IgnoresMaps = true;
        }
    }
}
