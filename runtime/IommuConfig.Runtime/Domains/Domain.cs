namespace IommuConfig.Runtime;

/// <summary>Who owns devices and what they can reach: a guest, a process, or the hardware domain that drives the machine.</summary>
/// <remarks>
/// It belongs to the providers of its devices: to none at first where providers live side by side, to the one there is otherwise.
/// </remarks>
[DispatchContext(Spanning = true)]
public sealed class Domain
{
    private PageTable _pageTable;
    private ProviderSet _providers;

    internal Domain(IommuPlatform platform, ushort id, bool isHardware)
    {
        Platform = platform;
        Id = id;
        IsHardware = isHardware;
        IsEnabled = platform.IsEnabled;
    }

    /// <summary>The machine it is on.</summary>
    public IommuPlatform Platform { get; }

    /// <summary>What the hardware knows it by: 1 to 65535.</summary>
    public ushort Id { get; }

    /// <summary>Whether it is the domain that drives the machine. Errors of the IOMMU never crash it.</summary>
    public bool IsHardware { get; }

    /// <summary>Whether its devices are translated: decided at its creation, by whether there was an IOMMU in use.</summary>
    public bool IsEnabled { get; }

    /// <summary>Whether it is being destroyed. From then on a map call does nothing and succeeds.</summary>
    public bool IsDying { get; internal set; }

    /// <summary>Whether an error of the IOMMU stopped it: what its devices reach is no longer what it asked for.</summary>
    public bool IsCrashed { get; private set; }

    /// <summary>The providers of its devices.</summary>
    public ProviderSet Providers
    {
        get => _providers;
        private set
        {
            _providers = value;
            Provider = OnlyMember(value);
        }
    }

    /// <summary>
    /// The only member of <see cref="Providers"/>. None for a domain that spans several, and for one without any: that of a platform without an
    /// IOMMU in use, or one without devices where providers live side by side.
    /// </summary>
    /// <remarks>Every map call reads it, so it is kept rather than worked out.</remarks>
    public ProviderId Provider { get; private set; }

    /// <summary>The number of devices it owns.</summary>
    public int DeviceCount { get; internal set; }

    /// <summary>The table that the hardware walks for its devices.</summary>
    public ref PageTable PageTable => ref _pageTable;

    /// <summary>Stops the domain, unless it drives the machine.</summary>
    public void Crash() => IsCrashed |= !IsHardware;

    internal void Join(ProviderId provider) => Providers = Providers.Add(provider);

    internal void Leave(ProviderId provider) => Providers = Providers.Remove(provider);

    private static ProviderId OnlyMember(ProviderSet providers)
    {
        if (providers.Count != 1)
        {
            return ProviderId.None;
        }

        int index = 0;
        while (!providers.Contains(new ProviderId(index)))
        {
            index++;
        }

        return new ProviderId(index);
    }
}
