using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>A dispatch table in one configuration: everything that its text depends on.</summary>
/// <param name="Table">The table as its author wrote it.</param>
/// <param name="Form">How its hooks are reached.</param>
/// <param name="Providers">The indices into <see cref="TableModel.Providers"/> of those that are configured.</param>
/// <param name="ProviderReasons">For each provider of the table, what the configuration says of it: <c>INTEL_IOMMU=y</c>, or why it is not there.</param>
/// <param name="Unavailable">Why the table has no provider although some are configured, or null.</param>
/// <param name="IsMixed">Whether the table is mixed.</param>
/// <param name="MixedReason">What makes it mixed, with the Kconfig lines, or null.</param>
/// <param name="Hooks">What became of each hook, in the order of the contracts and of their hooks.</param>
/// <param name="SymbolValues">The value of each symbol member as source text, in the same order.</param>
/// <param name="Implemented">The full names of the contracts that the table implements.</param>
internal sealed record ResolvedTable(
    TableModel Table,
    TableForm Form,
    EquatableArray<int> Providers,
    EquatableArray<string> ProviderReasons,
    string? Unavailable,
    bool IsMixed,
    string? MixedReason,
    EquatableArray<ResolvedHook> Hooks,
    EquatableArray<string> SymbolValues,
    EquatableArray<string> Implemented);

/// <summary>How the hooks of a table are reached.</summary>
internal enum TableForm
{
    /// <summary>There is no provider.</summary>
    Unavailable,

    /// <summary>There is one.</summary>
    Single,

    /// <summary>There are several, and one of them is selected at boot.</summary>
    Selected,

    /// <summary>There are several, live at once.</summary>
    Mixed,
}

/// <summary>One hook in one configuration.</summary>
/// <param name="Contract">The index of its contract.</param>
/// <param name="Hook">Its index in the contract.</param>
/// <param name="Dispatch">How it is reached.</param>
/// <param name="AbsentReason">Why it does not exist, or null.</param>
internal sealed record ResolvedHook(int Contract, int Hook, HookDispatch Dispatch, string? AbsentReason);

/// <summary>How one hook is reached. The names are those of <c>IommuConfig.HookDispatch</c>.</summary>
internal enum HookDispatch
{
    Absent,
    Unavailable,
    Direct,
    Selected,
    ByContext,
    Fanout,
}
