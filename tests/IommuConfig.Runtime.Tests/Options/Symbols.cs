using System;

namespace IommuConfig.Runtime.Tests.Options;

/// <summary>A symbol's value as a type.</summary>
internal interface ISymbol
{
    static abstract bool IsSet { get; }
}

internal sealed class Yes : ISymbol
{
    public static bool IsSet => true;
}

internal sealed class No : ISymbol
{
    public static bool IsSet => false;
}

/// <summary>A table without hooks, in any configuration.</summary>
internal readonly struct Symbols<TPassthrough, TPci, TX86, TIntel, TAmd, THvm, TKexec, TShare> : IDispatchTable, IOptionSymbols
    where TPassthrough : ISymbol
    where TPci : ISymbol
    where TX86 : ISymbol
    where TIntel : ISymbol
    where TAmd : ISymbol
    where THvm : ISymbol
    where TKexec : ISymbol
    where TShare : ISymbol
{
    public static ReadOnlySpan<ProviderId> Providers => [];

    public static bool IsAvailable => false;

    public static bool IsMixed => false;

    public static bool HasPci => TPci.IsSet;

    public static bool HasDeviceTree => false;

    public static bool IsTraced => true;

    public static QuarantineMode Quarantine => QuarantineMode.None;

    public static bool HasPassthrough => TPassthrough.IsSet;

    public static bool IsX86 => TX86.IsSet;

    public static bool HasIntelIommu => TIntel.IsSet;

    public static bool HasAmdIommu => TAmd.IsSet;

    public static bool HasHvm => THvm.IsSet;

    public static bool HasKexec => TKexec.IsSet;

    public static bool ForcesSharing => TShare.IsSet;

    public static void Select(ProviderId provider)
    {
    }
}
