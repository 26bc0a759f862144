using System;

namespace IommuConfig.Runtime.Tests.Tables;

/// <summary>The VT-d driver, which writes down that it was asked, and may find that its hardware lacks interrupt remapping.</summary>
internal readonly struct BootHooks : IUnitProvider<BootHooks, VtdSecondLevel>
{
    /// <summary>How often its set-up ran.</summary>
    [ThreadStatic]
    internal static int SetupCount;

    /// <summary>Whether its set-up switches interrupt remapping off.</summary>
    [ThreadStatic]
    internal static bool LacksRemapping;

    /// <summary>The page sizes it says it has, if they are not those of the format.</summary>
    [ThreadStatic]
    internal static ulong? Sizes;

    static IommuKind IUnitKind.Kind => IommuKind.IntelVtd;

    static int ISetupHooks.Setup(ProviderId provider, IommuPlatform platform)
    {
        SetupCount++;
        if (LacksRemapping)
        {
            platform.Options.InterruptRemapping = InterruptRemapping.Off;
        }

        return UnitDriver<BootHooks, VtdSecondLevel>.Setup(provider, platform);
    }

    static ulong IMappingHooks.PageSizes(Domain domain) => Sizes ?? domain.PageTable.PageSizes;

    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        VtdHooks.MapPage(domain, dfn, mfn, flags, ref flush);

    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        VtdHooks.UnmapPage(domain, dfn, order, ref flush);

    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        VtdHooks.LookupPage(domain, dfn, out mfn, out flags);
}
