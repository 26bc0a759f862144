using System.Collections.Generic;
using System.Linq;

using static IommuConfig.Package.Tests.Diagnostics.DispatchSample;

namespace IommuConfig.Package.Tests.Diagnostics;

/// <summary>Tables that cannot be completed as they stand.</summary>
internal static class TableCases
{
    private const string Mixed = "CONFIG_IOMMU_MIXED=y\n";

    public static IEnumerable<DiagnosticCase> All =>
    [
        Case("KC1001", "Program.cs(3,2): error", """
            public interface IPlain { static abstract int Map(Domain domain); }
            [DispatchTable(typeof(IPlain))] static partial class Hooks;
            """),
        Case("KC1002", "Program.cs(2,44): error", "[DispatchTable(typeof(IOne))] static class Hooks;"),
        Case("KC1003", "Program.cs(3,2): error", """
            [DispatchTable(typeof(IOne))]
            [Provider<Nothing>("FIRST")]
            static partial class Hooks;
            struct Nothing;
            """),
        Case("KC1004", "Program.cs(3,2): error", """
            [DispatchTable(typeof(IOne))]
            [Provider<AHooks>("FIRTS")]
            static partial class Hooks;
            """),
        Case("KC1005", "Program.cs(3,2): error", """
            [DispatchTable(typeof(IOne))]
            [Provider<AHooks>("TIMEOUT")]
            static partial class Hooks;
            """),
        Case("KC1006", "Program.cs(4,2): error", """
            [DispatchTable(typeof(IOne))]
            [Provider<AHooks>("FIRST")]
            [Provider<BHooks>("FIRST")]
            static partial class Hooks;
            """),
        Case("KC1007", "Program.cs(4,2): error", """
            [DispatchTable(typeof(IOne))]
            [Provider<AHooks>("FIRST")]
            [Provider<AHooks>("SECOND")]
            static partial class Hooks;
            """),
        Case("KC1008", "Program.cs(3,2): warning", """
            [HookContract] public interface ISplit { static abstract int Map(Domain domain); static abstract int Suspend(Platform platform); }
            [DispatchTable(typeof(ISplit), Mixed = "IOMMU_MIXED")] static partial class Hooks;
            """, Mixed),
        Case("KC1009", "Program.cs(2,2): warning", """
            [DispatchTable(typeof(IPower), Mixed = "IOMMU_MIXED")] static partial class Hooks;
            """, Mixed),
        Case("KC1017", "Program.cs(2,66): error", """
            [HookContract] public interface IReserved { static abstract void Select(Domain domain); }
            [DispatchTable(typeof(IReserved))] static partial class Hooks;
            """),
        Case("KC1018", "Program.cs(2,2): error", """
            [DispatchTable(typeof(IOne), DependsOn = "FIRST and SECOND")] static partial class Hooks;
            """),
        Case("KC1020", "Program.cs(68,2): error",
            "[HookContract] public interface INone;\n"
            + string.Concat(Enumerable.Range(0, 65).Select(i => $"public struct P{i} : INone;\n"))
            + "[DispatchTable(typeof(INone))]\n" + string.Concat(Enumerable.Range(0, 65).Select(i => $"[Provider<P{i}>(\"S{i}\")]\n"))
            + "static partial class Hooks;"),
        Case("KC1022", "Program.cs(2,2): error", "[DispatchTable(typeof(IOne))] static partial class Hooks;") with { Kconfig = null, Config = null },
        Case("KC1030", "Program.cs(4,48): error", """
            [DispatchTable(typeof(IPower), Mixed = "IOMMU_MIXED")] static partial class Hooks;
            static class User
            { static int Sleep(Platform platform) => Hooks.Suspend(platform); }
            """, Mixed),
        Case("KC1031", "Program.cs(5,43): error", """
            [DispatchTable(typeof(IPower), Mixed = "IOMMU_MIXED")] static partial class Hooks;
            sealed class Sleeper<T> where T : struct, IPower;
            static class User
            { static readonly object? s_sleeper = new Sleeper<Hooks.Table>(); }
            """, Mixed),
    ];
}
