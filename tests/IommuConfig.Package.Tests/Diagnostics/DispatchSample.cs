namespace IommuConfig.Package.Tests.Diagnostics;

/// <summary>Two contracts, two providers and a tree for them, which a case adds one mistake to.</summary>
internal static class DispatchSample
{
    private const string Kconfig = """
        config IOMMU_MIXED
        	bool "Several drivers at once"

        config FIRST
        	bool "First driver"
        	default y

        config SECOND
        	bool "Second driver"
        	default y

        config TIMEOUT
        	int "Timeout"
        	default 30

        """;

    private const string Contracts = """
        using IommuConfig;

        public sealed class Domain : IDispatchContext { public ProviderId Provider => default; }

        public sealed class Platform;

        [HookContract]
        public interface IOne { static abstract int Map(Domain domain); }

        [HookContract]
        public interface IPower { static abstract int Suspend(Platform platform); static abstract int Resume(Platform platform); }

        public struct AHooks : IOne, IPower
        {
            public static int Map(Domain domain) => 1;
            public static int Suspend(Platform platform) => 1;
            public static int Resume(Platform platform) => 1;
        }

        public struct BHooks : IOne, IPower
        {
            public static int Map(Domain domain) => 2;
            public static int Suspend(Platform platform) => 2;
            public static int Resume(Platform platform) => 2;
        }
        """;

    /// <summary>A case whose Program.cs says <c>using IommuConfig;</c> in its first line, and then <paramref name="source"/>.</summary>
    public static DiagnosticCase Case(string id, string where, string source, string config = "") =>
        new(id, where) { Kconfig = Kconfig, Config = config, Source = $"using IommuConfig;\n{source}\n", Files = { ["Contracts.cs"] = Contracts } };
}
