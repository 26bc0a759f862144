using System;

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
        using System.Collections.Generic;

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

        /// <summary>What was called, and who fails.</summary>
        public static class Log
        {
            public static readonly List<string> Lines = [];
            public static string Failing = "";

            public static int Call(string what)
            {
                Lines.Add(what);
                return Array.IndexOf(Failing.Split(' '), what) switch { < 0 => 0, int index => -5 - index };
            }

            public static string Try(Action action)
            {
                try
                {
                    action();
                    return "ok";
                }
                catch (Exception exception)
                {
                    return exception.GetType().Name + ": " + exception.Message.Split('\n')[0].Split(" (Parameter")[0];
                }
            }

            public static string Take()
            {
                string lines = string.Join("; ", Lines);
                Lines.Clear();
                return lines;
            }
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

    // The second driver implements the optional hook; the others leave it to the contract.
    private const string Provider = """
        using IommuConfig;

        namespace Sample;

        public struct NAMEHooks : IProviderHooks
        {
            public static int Setup(ProviderId provider, Platform platform) => Log.Call($"NAME.Setup {provider}");

            public static int MapPage(Domain domain, ulong dfn, in ulong mfn, ref int flush)
            {
                flush++;
                return Log.Call($"NAME.MapPage {dfn} {mfn}");
            }

        #if SECOND
            public static int LookupPage(Domain domain, ulong dfn, out ulong mfn)
            {
                mfn = dfn + 1;
                return Log.Call($"NAME.LookupPage {dfn}");
            }
        #endif

            public static int Assign(Domain domain, Device device, int flags) => Log.Call($"NAME.Assign {flags}");

            public static int Suspend(Platform platform) => Log.Call("NAME.Suspend");

            public static void Resume(Platform platform) => Log.Call("NAME.Resume");

            public static void ShareP2m(Domain domain) => Log.Call("NAME.ShareP2m");

            public static int Group(Device device) => Log.Call("NAME.Group");
        }

        """;

    public static Project Project(string config) => new Project()
        .WithSource(Contracts, "Contracts.cs")
        .WithSource(Table, "Table.cs")
        .WithSource(Provider.Replace("NAME", "First", StringComparison.Ordinal), "First.cs")
        .WithSource("#define SECOND\n" + Provider.Replace("NAME", "Second", StringComparison.Ordinal), "Second.cs")
        .WithSource(Provider.Replace("NAME", "Third", StringComparison.Ordinal), "Third.cs")
        .WithKconfig(Kconfig)
        .WithKconfig(RuntimeKconfig, "runtime/Kconfig")
        .WithConfig(config);

    /// <summary>The same, with statements that end in <c>return</c> to run.</summary>
    public static string Run(string config, string statements) => Project(config).WithScenario(statements).Run();

    public static Project WithScenario(this Project project, string statements) => project.WithSource(
        $$"""
        using System;
        using System.Collections.Generic;
        using IommuConfig;

        namespace Sample;

        #pragma warning disable CS0219 // a scenario need not use all that it is given

        public static class Scenario
        {
            public static string Run()
            {
                Platform platform = new();
                Domain domain = new();
                Device device = new();
                int flush = 0;
                ulong mfn = 7;
                {{statements}}
            }
        }
        """,
        "Scenario.cs");

    public static string Run(this Project project) => GeneratorRun.Of(project).Execute();
}
