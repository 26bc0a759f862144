namespace IommuConfig.Generators.Tests.Harness;

/// <summary>A contract of few hooks, with a Kconfig tree for it: enough for every rule, small enough to read.</summary>
internal static class SmallContract
{
    public const string Kconfig = """
        mainmenu "Small"

        config HAS_PASSTHROUGH
        	bool "passthrough"
        	default y

        config ARM
        	bool "arm"
        	select IOMMU_MIXED if ARM_MIXES

        config ARM_MIXES
        	bool "arm mixes"

        config HAS_PCI
        	bool "pci"

        source "runtime/Kconfig"

        """;

    public const string RuntimeKconfig = """
        config IOMMU_MIXED
        	bool "several IOMMU drivers active in one system"
        	depends on HAS_PASSTHROUGH
        	help
        	  First line
        	  and second.

        	  Another paragraph with <angles> & "quotes".

        config FIRST
        	bool "first driver"

        config SECOND
        	bool "second driver"

        config THIRD
        	bool "third driver"
        	depends on ARM

        config TIMEOUT
        	int "timeout"
        	range 1 1000
        	default 30

        config BASE
        	hex "base"
        	default 0xF000

        config BANNER
        	string "banner"
        	default "hello \"you\""

        config DRIVER
        	tristate "driver"
        	default m

        config MODULES
        	bool "modules"
        	modules
        	default y

        choice
        	prompt "quarantine"

        config QUARANTINE_NONE
        	bool "none"

        config QUARANTINE_BASIC
        	bool "basic"

        endchoice

        """;

    public const string Contracts = """
        using IommuConfig;
        using System;

        namespace Sample;

        [DispatchContext(Spanning = true)]
        public sealed class Domain { public ProviderId Provider { get; set; } }

        public sealed class Device : IDispatchContext { public ProviderId Provider { get; set; } }

        [ProviderScope]
        public sealed class Platform { public ProviderSet Providers { get; set; } }

        public enum Quarantine
        {
            [Symbol("QUARANTINE_NONE")] None,
            [Symbol("QUARANTINE_BASIC")] Basic,
        }

        [HookContract]
        public interface ITable
        {
            [TableMember] static abstract ReadOnlySpan<ProviderId> Providers { get; }
            [TableMember] static abstract void Select(ProviderId provider);
            [TableMember] static abstract bool IsAvailable { get; }
            [TableMember] static abstract bool IsMixed { get; }
            [Symbol("TIMEOUT")] static abstract int Timeout { get; }
            [Symbol] static abstract Quarantine Quarantine { get; }
        }

        [HookContract]
        public interface ISetup
        {
            static abstract int Setup(ProviderId provider, Platform platform);
        }

        [HookContract]
        public interface IMapping
        {
            /// <summary>Maps a page.</summary>
            static abstract int MapPage(Domain domain, ulong dfn, in ulong mfn, ref int flush);
            static virtual int LookupPage(Domain domain, ulong dfn, out ulong mfn) { mfn = 0; return -95; }
            static abstract int Assign(Domain domain, Device device, int flags = 3);
        }

        [HookContract]
        public interface IPower
        {
            static abstract int Suspend(Platform platform);
            static abstract void Resume(Platform platform);
        }

        [HookContract]
        public interface IShare
        {
            [Hook(Context = HookContext.None)] static abstract void ShareP2m(Domain domain);
        }

        [HookContract]
        public interface IPci
        {
            [Hook(DependsOn = "HAS_PCI")] static abstract int Group(Device device);
        }

        [HookContract]
        public interface IBridges
        {
            [Bridge(typeof(IPower), typeof(PowerCycle), nameof(PowerCycle.Run))]
            static virtual int CyclePower(Platform platform) => -38;
        }

        public static class PowerCycle
        {
            public static int Run<T>(Platform platform) where T : struct, IPower
            {
                int error = T.Suspend(platform);
                T.Resume(platform);
                return error;
            }
        }

        [HookContract]
        public interface IProviderHooks : ISetup, IMapping, IPower, IShare, IPci;

        [HookContract]
        public interface IAll : ITable, IProviderHooks, IBridges;

        public struct FirstHooks : IProviderHooks { 
            public static int Setup(ProviderId provider, Platform platform) => 0;
            public static int MapPage(Domain domain, ulong dfn, in ulong mfn, ref int flush) => 0;
            public static int Assign(Domain domain, Device device, int flags) => flags;
            public static int Suspend(Platform platform) => 0;
            public static void Resume(Platform platform) { }
            public static void ShareP2m(Domain domain) { }
            public static int Group(Device device) => 1;
         }
        public struct SecondHooks : IProviderHooks { 
            public static int Setup(ProviderId provider, Platform platform) => 0;
            public static int MapPage(Domain domain, ulong dfn, in ulong mfn, ref int flush) => 0;
            public static int Assign(Domain domain, Device device, int flags) => flags;
            public static int Suspend(Platform platform) => 0;
            public static void Resume(Platform platform) { }
            public static void ShareP2m(Domain domain) { }
            public static int Group(Device device) => 1;
         }
        public struct ThirdHooks : IProviderHooks { 
            public static int Setup(ProviderId provider, Platform platform) => 0;
            public static int MapPage(Domain domain, ulong dfn, in ulong mfn, ref int flush) => 0;
            public static int Assign(Domain domain, Device device, int flags) => flags;
            public static int Suspend(Platform platform) => 0;
            public static void Resume(Platform platform) { }
            public static void ShareP2m(Domain domain) { }
            public static int Group(Device device) => 1;
         }

        """;

    public const string Table = """
        using IommuConfig;

        namespace Sample;

        [DispatchTable(typeof(IAll), Mixed = "IOMMU_MIXED", DependsOn = "HAS_PASSTHROUGH")]
        [Provider<FirstHooks>("FIRST")]
        [Provider<SecondHooks>("SECOND")]
        [Provider<ThirdHooks>("THIRD")]
        internal static partial class Hooks;

        """;

    public static Project Project(string config) => new Project()
        .WithSource(Contracts, "Contracts.cs")
        .WithSource(Table, "Table.cs")
        .WithKconfig(Kconfig)
        .WithKconfig(RuntimeKconfig, "runtime/Kconfig")
        .WithConfig(config);
}
