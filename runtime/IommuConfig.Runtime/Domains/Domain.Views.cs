namespace IommuConfig.Runtime;

/// <remarks>While one provider serves it, a domain is its own view: the common case needs no second object, and no step more on the way to its table.</remarks>
public sealed partial class Domain
{
    private Domain? _firstView;
    private Domain? _nextView;

    private Domain(Domain whole, ProviderId provider)
    {
        _whole = whole;
        Platform = whole.Platform;
        Id = whole.Id;
        IsHardware = whole.IsHardware;
        IsEnabled = whole.IsEnabled;
        IsPassthrough = whole.IsPassthrough;
        SharesTables = whole.SharesTables;
        NeedsSync = whole.NeedsSync;
        IsDying = whole.IsDying;
        IgnoresMaps = whole.IgnoresMaps;
        IdentityMaps = whole.IdentityMaps;
        Providers = default(ProviderSet).Add(provider);
        Provider = provider;
    }

    /// <summary>The providers of its devices, in the order in which they joined.</summary>
    public ProviderSet Providers { get; private set; }

    /// <summary>
    /// The only member of <see cref="Providers"/>. None for a domain that spans several, and for one without any: that of a platform without an
    /// IOMMU in use, or one without devices where providers live side by side.
    /// </summary>
    /// <remarks>Every map call reads it, so it is kept rather than worked out.</remarks>
    public ProviderId Provider
    {
        get;
        private set
        {
            field = value;
            SetRoute();
        }
    }

    /// <summary>Whether it has devices behind several providers.</summary>
    public bool IsSpanning => _firstView is not null;

    // The domain as each of its providers sees it, in the order in which they joined.
    internal ViewList Views => new(_firstView ?? (Provider.IsNone ? null : this));

    // The domain as a provider sees it; the provider is a member.
    internal Domain ViewOf(ProviderId provider)
    {
        Domain view = _firstView ?? this;
        while (view.Provider != provider)
        {
            view = view._nextView!;
        }

        return view;
    }

    // The view whose table has what the domain maps, also while another one joins.
    internal Domain FirstView => _firstView ?? this;

    // A view without devices, or null.
    internal Domain? FindIdle()
    {
        foreach (Domain view in Views)
        {
            if (view.DeviceCount == 0)
            {
                return view;
            }
        }

        return null;
    }

    // Makes room for a provider: the view has no table yet.
    internal Domain Join(ProviderId provider)
    {
        Providers = Providers.Add(provider);
        if (Providers.Count == 1)
        {
            Provider = provider;
            return this;
        }

        if (_firstView is null)
        {
            _firstView = new Domain(this, Provider) { DeviceCount = DeviceCount };
            _pageTable.MoveTo(ref _firstView._pageTable);
            Provider = ProviderId.None;
        }

        Domain last = _firstView;
        while (last._nextView is not null)
        {
            last = last._nextView;
        }

        return last._nextView = new Domain(this, provider);
    }

    // Undoes Join, for a provider whose table is gone. What is left of two is the domain itself again.
    internal void Leave(ProviderId provider)
    {
        Providers = Providers.Remove(provider);
        if (_firstView is null)
        {
            Provider = ProviderId.None;
            return;
        }

        if (_firstView.Provider == provider)
        {
            _firstView = _firstView._nextView!;
        }
        else
        {
            Domain before = _firstView;
            while (before._nextView!.Provider != provider)
            {
                before = before._nextView;
            }

            before._nextView = before._nextView._nextView;
        }

        if (_firstView._nextView is null)
        {
            Domain only = _firstView;
            _firstView = null;
            only._pageTable.MoveTo(ref _pageTable);
            Provider = only.Provider;
        }
    }

    /// <summary>The views of a domain, for <c>foreach</c>.</summary>
    internal readonly struct ViewList(Domain? first)
    {
        internal bool IsEmpty => first is null;

        public Enumerator GetEnumerator() => new(first);

        internal struct Enumerator(Domain? next)
        {
            private Domain? _next = next;

            public Domain Current { get; private set; } = null!;

            public bool MoveNext()
            {
                if (_next is not { } current)
                {
                    return false;
                }

                Current = current;
                _next = current._nextView;
                return true;
            }
        }
    }
}
