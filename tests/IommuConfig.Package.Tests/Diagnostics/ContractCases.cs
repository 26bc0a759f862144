using System.Collections.Generic;

using static IommuConfig.Package.Tests.Diagnostics.DispatchSample;

namespace IommuConfig.Package.Tests.Diagnostics;

/// <summary>Contracts that no table can have.</summary>
internal static class ContractCases
{
    private const string Table = "[DispatchTable(typeof(IOdd))] static partial class Hooks;\n";

    public static IEnumerable<DiagnosticCase> All =>
    [
        Case("KC1010", "Program.cs(3,44): error", Table + "[HookContract] public interface IOdd { int Map(Domain domain); }"),
        Case("KC1011", "Program.cs(4,58): error", Table + """
            [HookContract] public interface IA { static abstract int Flush(Domain domain); }
            [HookContract] public interface IB { static abstract int Flush(Domain domain); }
            [HookContract] public interface IOdd : IA, IB;
            """),
        Case("KC1012", "Program.cs(3,71): error", Table + "[HookContract] public interface IOdd { [Fanout] static abstract ulong Caps(Platform platform); }"),
        Case("KC1013", "Program.cs(3,87): error", Table + """
            [HookContract] public interface IOdd { [Fanout(Undo = "Nothing")] static abstract int Suspend(Platform platform); }
            """),
        Case("KC1014", "Program.cs(3,2): error", """
            [DispatchTable(typeof(IPower))]
            [Fanout(typeof(IPower), "Supend")]
            static partial class Hooks;
            """),
        Case("KC1015", "Program.cs(3,104): error", Table + """
            [HookContract] public interface IOdd { [Bridge(typeof(IPower), typeof(Far), "Run")] static virtual int Cycle(Platform platform) => 0; }
            static class Far;
            """),
        Case("KC1016", "Program.cs(3,39): error", Table + """
            [DispatchContext] public sealed class Port { public int Provider => 0; }
            [HookContract] public interface IOdd { static abstract int Map(Port port); }
            """),
        Case("KC1019", "Program.cs(2,2): error", Table + """
            public enum Flavour { [Symbol("IOMMU_MIXED")] Mixed }
            [HookContract] public interface IOdd { [Symbol] static abstract Flavour Flavour { get; } }
            """),
        Case("KC1021", "Program.cs(3,37): error", Table + """
            [ProviderScope] public sealed class Board { public ProviderId Providers => default; }
            [HookContract] public interface IOdd { static abstract int Stop(Board board); }
            """),
    ];
}
