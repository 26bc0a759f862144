namespace IommuConfig.Runtime;

/// <summary>One IOMMU, as a driver programs it.</summary>
/// <remarks>
/// The one boundary of the layer that is crossed by a virtual call: behind it are registers, or software that behaves like them. It is crossed
/// to attach, to flush and to switch on, never to map.
/// </remarks>
public abstract class IommuUnit
{
    /// <summary>Describes a unit.</summary>
    protected IommuUnit(IommuKind kind) => Kind = kind;

    /// <summary>What it is.</summary>
    public IommuKind Kind { get; }

    /// <summary>The provider that took it, or none.</summary>
    public ProviderId Provider { get; private set; }

    /// <summary>
    /// The number of bits of the device addresses it translates. A driver takes no unit that has fewer than any table of its format.
    /// </summary>
    public abstract int AddressBits { get; }

    /// <summary>The number of bits of the machine addresses it translates to, at most what its page table format holds.</summary>
    public virtual int OutputBits => 64;

    /// <summary>The sizes of pages that it can translate: bit n for 2^n bytes. What the page table format lacks does not count.</summary>
    public virtual ulong PageSizes => ulong.MaxValue;

    /// <summary>Whether it sees what the processor wrote, also while that is in its caches. Otherwise <see cref="WriteBack"/> is called.</summary>
    public virtual bool IsCoherent => true;

    /// <summary>Whether it may remember that an entry was not present, so that adding one needs a flush (VT-d: caching mode).</summary>
    public abstract bool CachesAbsentEntries { get; }

    /// <summary>Whether it remaps interrupts. They are remapped only where every unit in use does.</summary>
    public virtual bool RemapsInterrupts => false;

    internal IommuPlatform? Platform { get; set; }

    internal IommuUnit? Next { get; set; }

    internal IommuUnit? Previous { get; set; }

    /// <summary>Whether it translates for a device.</summary>
    public abstract bool Covers(DeviceId device);

    /// <summary>
    /// From now on the device's requests go through a page table; until now they may have gone through another one. The switch is one step:
    /// no request sees neither.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="root">The page table, complete in memory.</param>
    /// <param name="domain">The number under which the unit remembers translations of this table.</param>
    public abstract void Attach(DeviceId device, TableRoot root, ushort domain);

    /// <summary>From now on the device's requests pass as they are, while others are translated.</summary>
    /// <returns>0; -EOPNOTSUPP, also by default, from a unit that cannot do that.</returns>
    public virtual int PassThrough(DeviceId device) => -Errno.EOPNOTSUPP;

    /// <summary>From now on the device's requests are blocked.</summary>
    public abstract void Detach(DeviceId device);

    /// <summary>Switches translation on or off. While it is off, requests pass untranslated, as after a reset.</summary>
    public abstract void SetTranslation(bool enabled);

    /// <summary>Switches the unit's own interrupt, which reports faults.</summary>
    public abstract void SetFaultInterrupt(bool enabled);

    /// <summary>Forgets translations of 2^<paramref name="order"/> frames from <paramref name="first"/>, aligned to it. Done when the call returns.</summary>
    /// <returns>0, or a negative error of the hardware.</returns>
    public abstract int FlushPages(ushort domain, Dfn first, PageOrder order);

    /// <summary>Forgets all translations of a domain. Done when the call returns.</summary>
    /// <returns>0, or a negative error of the hardware.</returns>
    public abstract int FlushDomain(ushort domain);

    /// <summary>Forgets all translations. Done when the call returns.</summary>
    /// <returns>0, or a negative error of the hardware.</returns>
    public abstract int FlushAll();

    /// <summary>Writes back what the processor's caches hold of some bytes. Done, and before every later store, when the call returns.</summary>
    public virtual unsafe void WriteBack(void* start, nuint size)
    {
    }

    /// <summary>Tells the platform of a request that was blocked. Called by the unit, from any thread.</summary>
    /// <param name="device">Whose request it was.</param>
    /// <param name="address">The device address.</param>
    /// <param name="isWrite">Whether it was a write.</param>
    protected void ReportFault(DeviceId device, ulong address, bool isWrite) => Platform?.Blocked(device, address, isWrite);

    /// <summary>What it is, and whose.</summary>
    public override string ToString() => Provider.IsNone ? $"{Kind}" : $"{Kind} of provider {Provider}";

    /// <summary>Takes the unit for a provider.</summary>
    public void Claim(ProviderId provider) => Provider = provider;

    /// <summary>Undoes <see cref="Claim"/> and switches the unit off: it is as after a reset, and nobody's.</summary>
    public void Release()
    {
        SetTranslation(false);
        SetFaultInterrupt(false);
        Provider = ProviderId.None;
    }
}
