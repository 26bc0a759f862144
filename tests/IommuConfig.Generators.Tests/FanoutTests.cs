using System;

namespace IommuConfig.Generators.Tests;

/// <summary>Hooks without context that a mixed table calls for every provider that was set up.</summary>
public sealed class FanoutTests
{
    private const string Config = "CONFIG_FIRST=y\nCONFIG_SECOND=y\nCONFIG_THIRD=y\nCONFIG_ARM=y\nCONFIG_IOMMU_MIXED=y\n";

    private const string AllSetUp = """
        foreach (ProviderId provider in Hooks.Providers.All)
        {
            platform.Providers = platform.Providers.Add(provider);
        }


        """;

    [Test]
    public void Every_provider_is_called_in_order()
    {
        Assert.That(Run("Undo = nameof(Resume)", AllSetUp + "return Hooks.Suspend(platform) + \" \" + Log.Take();"),
            Is.EqualTo("0 First.Suspend; Second.Suspend; Third.Suspend"));
    }

    [Test]
    public void Only_providers_that_were_set_up_are_called()
    {
        Assert.That(Run("Undo = nameof(Resume)", """
            platform.Providers = platform.Providers.Add(Hooks.Providers.Third);
            int suspended = Hooks.Suspend(platform);
            Hooks.Resume(platform);
            platform.Providers = default;
            Hooks.Suspend(platform);
            return suspended + " " + Log.Take();
            """),
            Is.EqualTo("0 Third.Suspend; Third.Resume"));
    }

    [TestCase("First.Suspend", "-5 First.Suspend")]
    [TestCase("Second.Suspend", "-5 First.Suspend; Second.Suspend; First.Resume")]
    [TestCase("Third.Suspend", "-5 First.Suspend; Second.Suspend; Third.Suspend; Second.Resume; First.Resume")]
    public void With_an_undo_hook_the_first_error_ends_the_round_and_is_undone_in_reverse(string failing, string expected)
    {
        Assert.That(Run("Undo = nameof(Resume)", $"Log.Failing = \"{failing}\";{AllSetUp}return Hooks.Suspend(platform) + \" \" + Log.Take();"), Is.EqualTo(expected));
    }

    [Test]
    public void Only_providers_that_were_set_up_are_undone()
    {
        Assert.That(Run("Undo = nameof(Resume)", """
            Log.Failing = "Third.Suspend";
            platform.Providers = platform.Providers.Add(Hooks.Providers.Third).Add(Hooks.Providers.First);
            return Hooks.Suspend(platform) + " " + Log.Take();
            """),
            Is.EqualTo("-5 First.Suspend; Third.Suspend; First.Resume"));
    }

    [Test]
    public void Without_an_undo_hook_the_round_goes_on_and_the_first_error_is_kept()
    {
        Assert.That(Run("", $"Log.Failing = \"Second.Suspend Third.Suspend\";{AllSetUp}return Hooks.Suspend(platform) + \" \" + Log.Take();"),
            Is.EqualTo("-5 First.Suspend; Second.Suspend; Third.Suspend"));
    }

    [Test]
    public void A_hook_without_a_result_is_called_for_each()
    {
        Assert.That(Run("", AllSetUp + "Hooks.Resume(platform); return Log.Take();"), Is.EqualTo("First.Resume; Second.Resume; Third.Resume"));
    }

    [Test]
    public void A_hook_without_a_scope_is_called_for_every_configured_provider()
    {
        string contracts = SmallContract.Contracts.Replace("[Hook(Context = HookContext.None)]", "[Hook(Context = HookContext.None), Fanout]", StringComparison.Ordinal);
        Assert.That(
            SmallContract.Project(Config).WithSource(contracts, "Contracts.cs").WithScenario("Hooks.ShareP2m(domain); return Log.Take();").Run(),
            Is.EqualTo("First.ShareP2m; Second.ShareP2m; Third.ShareP2m"));
    }

    [Test]
    public void A_table_fans_out_hooks_of_a_contract_that_is_somebody_elses()
    {
        string table = SmallContract.Table.Replace(
            "[Provider<FirstHooks>", "[Fanout(typeof(IPower), nameof(IPower.Suspend), Undo = nameof(IPower.Resume))]\n[Fanout(typeof(IPower), \"Resume\")]\n[Provider<FirstHooks>", StringComparison.Ordinal);
        Assert.That(
            SmallContract.Project(Config).WithSource(table, "Table.cs")
                .WithScenario($"Log.Failing = \"Third.Suspend\";{AllSetUp}return Hooks.Suspend(platform) + \" \" + Log.Take() + typeof(IPower).IsAssignableFrom(typeof(Hooks.Table));")
                .Run(),
            Is.EqualTo("-5 First.Suspend; Second.Suspend; Third.Suspend; Second.Resume; First.ResumeTrue"));
    }

    [Test]
    public void An_undo_hook_that_does_not_exist_itself_still_undoes()
    {
        string contracts = SmallContract.Contracts.Replace(
            "static abstract int Suspend(", "[Fanout(Undo = nameof(Resume))] static abstract int Suspend(", StringComparison.Ordinal);
        Project project = SmallContract.Project(Config).WithSource(contracts, "Contracts.cs")
            .WithScenario($"Log.Failing = \"Second.Suspend\";{AllSetUp}return Hooks.Suspend(platform) + \" \" + Log.Take();");
        GeneratorRun run = GeneratorRun.Of(project);

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages(), Has.One.StartsWith("KC1008 warning Table.cs(5,2)-").And.One.Contains("because 'Resume' does not"));
            Assert.That(run.CompilerMessages(), Is.Empty);
        });
    }

    [TestCase("")]
    [TestCase("Undo = nameof(Down)")]
    public void Without_an_error_the_largest_result_is_kept(string undo)
    {
        Assert.That(UpAndDown(undo, downDependsOn: "ARM").WithScenario(AllSetUp + "return Lines.Up(platform).ToString();").Run(), Is.EqualTo("5"));
    }

    [Test]
    public void An_undo_hook_whose_dependency_does_not_hold_is_an_error()
    {
        Assert.That(
            GeneratorRun.Of(UpAndDown("Undo = nameof(Down)", downDependsOn: "HAS_PCI")).Messages(),
            Has.One.EndsWith("'Down' cannot undo 'Up': it does not exist in this configuration, since it depends on HAS_PCI, and HAS_PCI is not set (Kconfig:14)"));
    }

    [Test]
    public void One_provider_in_a_mixed_table_is_a_round_of_one()
    {
        Project project = FannedOut("Undo = nameof(Resume)", "CONFIG_SECOND=y\nCONFIG_IOMMU_MIXED=y\n")
            .WithScenario(AllSetUp + "int good = Hooks.Suspend(platform); Log.Failing = \"Second.Suspend\"; return $\"{good} {Hooks.Suspend(platform)} {Log.Take()}\";");

        Assert.That(project.Run(), Is.EqualTo("0 -5 Second.Suspend; Second.Suspend"));
    }

    [Test]
    public void Where_the_table_is_not_mixed_the_mark_changes_nothing()
    {
        Project project = FannedOut("Undo = nameof(Resume)", "CONFIG_FIRST=y\nCONFIG_SECOND=y\n")
            .WithScenario("Hooks.Select(Hooks.Providers.Second); Hooks.Suspend(platform); return Log.Take();");

        Assert.That(project.Run(), Is.EqualTo("Second.Suspend"));
    }

    [Test]
    public void Parameters_named_like_the_locals_of_the_body_do_not_clash()
    {
        Project project = SmallContract.Project(Config).WithSource("""
            using IommuConfig;

            namespace Sample;

            [HookContract]
            public interface IClash
            {
                [Fanout(Undo = nameof(Undo))] static abstract int Do(Platform scope, int error, int failed, int result, int index);
                [Fanout] static abstract int Undo(Platform scope, int error, int failed, int result, int index);
                static abstract int By(ProviderId index, int index_);
            }

            public struct X : IClash
            {
                public static int Do(Platform scope, int error, int failed, int result, int index) => Log.Call($"X.Do {error}{failed}{result}{index}");
                public static int Undo(Platform scope, int error, int failed, int result, int index) => Log.Call("X.Undo");
                public static int By(ProviderId index, int index_) => Log.Call("X.By");
            }

            public struct Y : IClash
            {
                public static int Do(Platform scope, int error, int failed, int result, int index) => Log.Call($"Y.Do {error}{failed}{result}{index}");
                public static int Undo(Platform scope, int error, int failed, int result, int index) => Log.Call("Y.Undo");
                public static int By(ProviderId index, int index_) => Log.Call("Y.By");
            }

            [DispatchTable(typeof(IClash), Mixed = "IOMMU_MIXED")]
            [Provider<X>("FIRST")]
            [Provider<Y>("SECOND")]
            internal static partial class Clash;
            """, "Clash.cs")
            .WithScenario("platform.Providers = platform.Providers.Add(new(1)); Clash.Do(platform, 1, 2, 3, 4); Clash.By(new(0), 5); return Log.Take();");

        Assert.That(project.Run(), Is.EqualTo("Y.Do 1234; X.By"));
    }

    private static Project UpAndDown(string undo, string downDependsOn) => SmallContract.Project(Config).WithSource(
        $$"""
        using IommuConfig;

        namespace Sample;

        [HookContract]
        public interface ILines
        {
            [Fanout({{undo}})] static abstract int Up(Platform platform);
            [Hook(DependsOn = "{{downDependsOn}}"), Fanout] static abstract int Down(Platform platform);
        }

        public struct Three : ILines { public static int Up(Platform platform) => 3; public static int Down(Platform platform) => 0; }
        public struct Five : ILines { public static int Up(Platform platform) => 5; public static int Down(Platform platform) => 0; }
        public struct Four : ILines { public static int Up(Platform platform) => 4; public static int Down(Platform platform) => 0; }

        [DispatchTable(typeof(ILines), Mixed = "IOMMU_MIXED")]
        [Provider<Three>("FIRST")]
        [Provider<Five>("SECOND")]
        [Provider<Four>("THIRD")]
        internal static partial class Lines;
        """, "Lines.cs");

    private static string Run(string fanout, string statements) => FannedOut(fanout, Config).WithScenario(statements).Run();

    private static Project FannedOut(string fanout, string config) => SmallContract.Project(config).WithSource(
        SmallContract.Contracts
            .Replace("static abstract int Suspend(", $"[Fanout({fanout})] static abstract int Suspend(", StringComparison.Ordinal)
            .Replace("static abstract void Resume(", "[Fanout] static abstract void Resume(", StringComparison.Ordinal),
        "Contracts.cs");
}
