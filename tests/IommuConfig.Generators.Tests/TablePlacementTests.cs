using System.Linq;

namespace IommuConfig.Generators.Tests;

/// <summary>Where a table may stand, and how its file is called.</summary>
public sealed class TablePlacementTests
{
    private const string Contract = """
        using IommuConfig;
        [HookContract] public interface IOne { static abstract int Map(Sample.Device device); }
        public struct OneHooks : IOne { public static int Map(Sample.Device device) => 5; }

        """;

    [TestCase("TABLE class Hooks;", "Hooks", "Hooks.g.cs", TestName = "In_the_global_namespace")]
    [TestCase("namespace A.@event.B { TABLE class Hooks; }", "A.@event.B.Hooks", "Hooks.g.cs", TestName = "In_a_namespace_named_like_a_keyword")]
    [TestCase("namespace A { public static partial class X { public partial struct @int { public partial record R { public partial record struct S { public partial interface I { TABLE class Hooks; } } } } } }", "A.X.@int.R.S.I.Hooks", "Hooks.g.cs", TestName = "Nested")]
    [TestCase("namespace A { TABLE class @class; }", "A.@class", "class.g.cs", TestName = "Named_like_a_keyword")]
    public void A_table_may_stand_anywhere(string declaration, string name, string file)
    {
        Project project = SmallContract.Project("CONFIG_FIRST=y\n").WithSource(Contract + Declare(declaration), "Placed.cs").WithSource("", "Table.cs")
            .WithScenario($"static int Core<T>(Device d) where T : struct, IOne => T.Map(d); return string.Concat(global::{name}.Map(device), Core<global::{name}.Table>(device));");

        Assert.Multiple(() =>
        {
            Assert.That(project.Run(), Is.EqualTo("55"));
            Assert.That(GeneratorRun.Of(project).Generated.Keys, Has.Member(file));
        });
    }

    [Test]
    public void Tables_of_one_name_get_files_of_their_own()
    {
        GeneratorRun run = GeneratorRun.Of(SmallContract.Project("CONFIG_FIRST=y\n").WithSource("", "Table.cs").WithSource(Contract + Declare("""
            namespace A { TABLE class Hooks; }
            namespace B { TABLE class Hooks; public partial class C { TABLE class Hooks; } }
            namespace a { TABLE class HOOKS; }
            TABLE class Other;
            """), "Placed.cs"));

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages().Concat(run.CompilerMessages()), Is.Empty);
            Assert.That(
                run.Generated.Keys.Where(name => !name.StartsWith("Config.", System.StringComparison.Ordinal)),
                Is.EquivalentTo(new[] { "A.Hooks.g.cs", "B.Hooks.g.cs", "B.C.Hooks.g.cs", "a.HOOKS.2.g.cs", "Other.g.cs" }));
        });
    }

    [Test]
    public void A_public_table_over_internal_contracts_keeps_what_names_them_internal()
    {
        Project project = SmallContract.Project("CONFIG_FIRST=y\n").WithSource("", "Table.cs").WithSource("""
            using IommuConfig;
            namespace Sample;
            internal sealed class Secret;
            internal interface ISecret;
            [HookContract] internal interface IInternal
            {
                static abstract int Open(int a);
                static abstract int Hidden(Secret[] secrets);
                static abstract int Generic<T>(T value) where T : ISecret;
                static abstract System.Collections.Generic.List<Secret>? Result();
                static abstract unsafe void Pointer(delegate*<Secret, void> f);
            }
            internal struct OneHooks : IInternal
            {
                public static int Open(int a) => a;
                public static int Hidden(Secret[] secrets) => secrets.Length;
                public static int Generic<T>(T value) where T : ISecret => 1;
                public static System.Collections.Generic.List<Secret>? Result() => null;
                public static unsafe void Pointer(delegate*<Secret, void> f) { }
            }
            [DispatchTable(typeof(IInternal))] [Provider<OneHooks>("FIRST")] public static partial class Hooks;
            """, "Placed.cs")
            .WithScenario("return string.Concat(Hooks.Open(3), Hooks.Hidden([]), typeof(Hooks).GetMethod(\"Open\") is null, typeof(Hooks).GetMethod(\"Hidden\") is null);");

        Assert.That(project.Run(), Is.EqualTo("30FalseTrue"));
    }

    [Test]
    public void Providers_named_alike_or_like_members_get_names_of_their_own()
    {
        Project project = SmallContract.Project("CONFIG_FIRST=y\nCONFIG_SECOND=y\nCONFIG_ARM=y\nCONFIG_THIRD=y\nCONFIG_HAS_PCI=y\nCONFIG_IOMMU_MIXED=y\n").WithSource("", "Table.cs").WithSource("""
            using IommuConfig;
            [HookContract] public interface INone { [Fanout] static abstract int F(Sample.Platform platform); }
            namespace A { public struct VtdHooks : INone { public static int F(Sample.Platform platform) => 1; } }
            namespace B { public struct VtdProvider : INone { public static int F(Sample.Platform platform) => 2; } }
            public struct AllHooks : INone { public static int F(Sample.Platform platform) => 3; }
            public struct ProvidersHooks : INone { public static int F(Sample.Platform platform) => 3; }
            public struct EqualsHooks : INone { public static int F(Sample.Platform platform) => 4; }
            public struct classHooks : INone { public static int F(Sample.Platform platform) => 5; }
            [DispatchTable(typeof(INone), Mixed = "IOMMU_MIXED")]
            [Provider<A.VtdHooks>("FIRST")]
            [Provider<B.VtdProvider>("SECOND")]
            [Provider<AllHooks>("THIRD")]
            [Provider<ProvidersHooks>("ARM")]
            [Provider<EqualsHooks>("HAS_PCI")]
            [Provider<classHooks>("IOMMU_MIXED")]
            public static partial class Hooks;
            """, "Placed.cs")
            .WithScenario("return string.Concat(Hooks.Providers.Vtd2.Index, Hooks.Providers.All2.Index, Hooks.Providers.@class.Index, Hooks.F(platform), Hooks.Providers.NameOf(new(4)));");

        Assert.That(project.Run(), Is.EqualTo("1250Equals2"));
    }

    private static string Declare(string text) => text.Replace(
        "TABLE", "[IommuConfig.DispatchTable(typeof(IOne))] [IommuConfig.Provider<OneHooks>(\"FIRST\")] public static partial", System.StringComparison.Ordinal);
}
