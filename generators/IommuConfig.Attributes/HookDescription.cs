namespace IommuConfig;

/// <summary>How a dispatch table reaches a hook in one configuration.</summary>
public enum HookDispatch
{
    /// <summary>The hook does not exist in this configuration.</summary>
    Absent,

    /// <summary>No provider is configured: the hook answers with its default, or -ENODEV.</summary>
    Unavailable,

    /// <summary>A direct call of the only provider.</summary>
    Direct,

    /// <summary>A direct call of the provider that was selected once, at boot.</summary>
    Selected,

    /// <summary>A direct call of the provider that an argument belongs to.</summary>
    ByContext,

    /// <summary>A direct call of every provider that was set up, in turn.</summary>
    Fanout,
}

/// <summary>What became of one hook of a contract in this configuration, for a program that wants to show it.</summary>
public readonly struct HookDescription
{
    /// <summary>Describes one hook.</summary>
    public HookDescription(string contract, string name, HookDispatch dispatch, string detail)
    {
        Contract = contract;
        Name = name;
        Dispatch = dispatch;
        Detail = detail;
    }

    /// <summary>The simple name of the contract that declares the hook.</summary>
    public string Contract { get; }

    /// <summary>The name of the hook.</summary>
    public string Name { get; }

    /// <summary>How it is reached.</summary>
    public HookDispatch Dispatch { get; }

    /// <summary>The argument or the providers the call goes by; for an absent hook the reason, with the Kconfig lines.</summary>
    public string Detail { get; }

    /// <summary>The contract, the hook and how it is reached, in one line.</summary>
    public override string ToString() => $"{Contract}.{Name}: {Dispatch}, {Detail}";
}
