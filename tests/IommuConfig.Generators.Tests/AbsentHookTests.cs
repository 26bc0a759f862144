using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Generators.Tests;

/// <summary>Calls of a hook that the configuration rules out: the compiler's error, and beside it the reason.</summary>
public sealed class AbsentHookTests
{
    internal const string Mixed = "CONFIG_FIRST=y\nCONFIG_SECOND=y\nCONFIG_ARM=y\nCONFIG_ARM_MIXES=y\n";
    internal const string Plain = "CONFIG_FIRST=y\nCONFIG_SECOND=y\nCONFIG_ARM=y\nCONFIG_HAS_PCI=y\n";
    internal const string Reason = "takes no Domain, Device or ProviderId, and IOMMU_MIXED=y (runtime/Kconfig:1, selected by ARM at Kconfig:9)";
    internal const string Advice = "Give the hook a context, fan it out, call it through a bridge, or change the configuration.";

    [TestCase("Hooks.Suspend(platform);", 7, "CS0117", TestName = "A_call")]
    [TestCase("Sample.Hooks.Suspend(platform);", 14, "CS0117", TestName = "A_call_with_the_namespace")]
    [TestCase("System.Func<Platform, int> f = Hooks.Suspend;", 38, "CS0117", TestName = "A_method_group")]
    [TestCase("System.Action a = () => { if (platform is not null) { Hooks.Suspend(platform); } };", 61, "CS0117", TestName = "A_call_in_a_lambda")]
    [TestCase("_ = nameof(Hooks.Suspend);", 18, "CS0117", TestName = "A_nameof")]
    [Triggers("KC1030")]
    public void Naming_a_vanished_hook_gets_the_reason(string statement, int column, string error)
    {
        GeneratorRun run = Call(Mixed, $"public class User\n{{\n    void M(Platform platform)\n    {{\n{statement}\n    }}\n}}");

        Assert.Multiple(() =>
        {
            Assert.That(Errors(run), Is.EqualTo(new[] { error }));
            Assert.That(run.Messages(), Is.EqualTo(new[]
            {
                $"KC1030 error User.cs(7,{column})-(7,{column + 7}): Hook 'Suspend' does not exist in this configuration of 'Sample.Hooks': {Reason}. {Advice}",
            }));
        });
    }

    [TestCase("using static Sample.Hooks;\nnamespace Sample;\npublic class User { int M(Platform platform) => Suspend(platform); }", TestName = "At_the_top")]
    [TestCase("namespace Sample\n{\n    using static Sample.Hooks;\n    public class User { int M(Platform platform) => Suspend(platform); }\n}", TestName = "In_a_namespace")]
    [TestCase("namespace Sample;\npublic class User { int M(Platform platform) => Suspend(platform); }", TestName = "In_another_file")]
    public void A_simple_name_through_using_static_gets_the_reason(string user)
    {
        GeneratorRun run = GeneratorRun.Of(SmallContract.Project(Mixed)
            .WithSource(TestContext.CurrentContext.Test.Name == "In_another_file" ? "global using static Sample.Hooks;" : "", "Usings.cs")
            .WithSource(user, "User.cs"));

        Assert.Multiple(() =>
        {
            Assert.That(Errors(run), Is.EqualTo(new[] { "CS0103" }));
            Assert.That(run.Messages(), Has.Exactly(1).StartsWith("KC1030 error User.cs(").And.Contains($"'Suspend' does not exist in this configuration of 'Sample.Hooks': {Reason}."));
            Assert.That(run.Messages().Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public void A_hook_whose_dependency_does_not_hold_gets_that_as_the_reason()
    {
        GeneratorRun run = Call("CONFIG_FIRST=y\n", "public class User { int M(Device device) => Hooks.Group(device); }");

        Assert.That(run.Messages(), Is.EqualTo(new[]
        {
            "KC1030 error User.cs(3,51)-(3,56): Hook 'Group' does not exist in this configuration of 'Sample.Hooks': depends on HAS_PCI, and HAS_PCI is not set (Kconfig:14). Call it through a bridge, or change the configuration.",
        }));
    }

    [Test]
    public void An_overload_that_vanished_is_explained_although_another_is_there()
    {
        GeneratorRun run = GeneratorRun.Of(SmallContract.Project(Mixed).WithSource("""
            using IommuConfig;

            namespace Sample;

            [HookContract] public interface ICache { static abstract int Flush(Domain domain); }
            [HookContract] public interface IGlobalCache { static abstract int Flush(Domain domain, int a, Platform platform); [Hook(DependsOn = "HAS_PCI")] static abstract int Flush(); }
            [HookContract] public interface ICaches : ICache, IGlobalCache;
            [DispatchTable(typeof(ICaches), Mixed = "IOMMU_MIXED")] static partial class Caches;

            class User { int M() => Caches.Flush(); }
            """, "User.cs"));

        Assert.Multiple(() =>
        {
            Assert.That(Errors(run), Is.EqualTo(new[] { "CS1501" }));
            Assert.That(run.Messages().Where(message => message.StartsWith("KC1030", System.StringComparison.Ordinal)), Has.Exactly(1).Contains("Hook 'Flush' does not exist"));
        });
    }

    [Test]
    public void A_hook_with_the_name_of_a_keyword_is_found()
    {
        GeneratorRun run = GeneratorRun.Of(SmallContract.Project(Mixed).WithSource("""
            using IommuConfig;

            namespace Sample;

            [HookContract] public interface IEvents { static abstract void @event(Platform platform); static abstract void Map(Domain domain); }
            [DispatchTable(typeof(IEvents), Mixed = "IOMMU_MIXED")] static partial class Events;

            class User { void M(Platform platform) => Events.@event(platform); }
            """, "User.cs"));

        Assert.That(run.Messages(), Has.One.StartsWith("KC1030 error User.cs(8,50)-(8,56): Hook 'event' does not exist"));
    }

    [TestCase(Plain, "public class User { int M(Platform platform, Device device) => Hooks.Suspend(platform) + Hooks.Group(device); }")]
    [TestCase(Mixed, "public class User { int M(Domain domain, Device device) => Hooks.Assign(domain, device); }")]
    public void Nothing_is_said_of_a_hook_that_exists(string config, string user)
    {
        GeneratorRun run = Call(config, user);

        Assert.That(run.Messages().Concat(run.CompilerMessages()), Is.Empty);
    }

    [Test]
    public void Nothing_is_said_of_a_misspelt_hook_or_of_a_wrong_argument()
    {
        GeneratorRun run = Call(Mixed, "public class User { int M(Platform platform) => Hooks.Supend(platform) + Hooks.Group(platform) + Suspend(platform); }");

        Assert.That(run.Messages().Where(message => !message.Contains("HAS_PCI")), Is.Empty);
    }

    internal static GeneratorRun Call(string config, string user) =>
        GeneratorRun.Of(SmallContract.Project(config).WithSource("namespace Sample;\n\n" + user, "User.cs"));

    internal static IEnumerable<string> Errors(GeneratorRun run) =>
        run.CompilerMessages().Where(message => message.Contains(" error ")).Select(message => message[..message.IndexOf(' ')]).Distinct();
}
