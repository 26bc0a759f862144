using System;

namespace IommuConfig.Generators.Tests;

/// <summary>What a contract holds besides hooks: members of the table, symbols, bridges; and what hooks depend on.</summary>
public sealed class TableMemberTests
{
    private const string Mixed = "CONFIG_FIRST=y\nCONFIG_SECOND=y\nCONFIG_ARM=y\nCONFIG_IOMMU_MIXED=y\n";

    [TestCase("", "False False 0")]
    [TestCase("CONFIG_FIRST=y\n", "True False 1")]
    [TestCase("CONFIG_FIRST=y\nCONFIG_SECOND=y\n", "True False 2")]
    [TestCase(Mixed, "True True 2")]
    [TestCase("CONFIG_FIRST=y\nCONFIG_IOMMU_MIXED=y\n", "True True 1")]
    public void A_table_says_what_it_is(string config, string expected)
    {
        Project project = SmallContract.Project(config).WithScenario("""
            static string Core<T>() where T : struct, ITable => $"{T.IsAvailable} {T.IsMixed} {T.Providers.Length}";
            return Core<Hooks.Table>() + "\n" + string.Join(" ", Hooks.IsAvailable, Hooks.IsMixed, Hooks.Providers.All.Length);
            """);

        Assert.That(project.Run(), Is.EqualTo($"{expected}\n{expected}"));
    }

    [Test]
    public void Descriptions_tell_what_became_of_each_hook()
    {
        Assert.That(SmallContract.Run(Mixed, """
            List<string> lines = [];
            foreach (HookDescription hook in Hooks.HookDescriptions)
            {
                lines.Add($"{hook.Name} {hook.Dispatch}");
            }

            return string.Join(", ", lines) + "\n" + Hooks.HookDescriptions[0];
            """), Is.EqualTo("""
            Setup ByContext, MapPage ByContext, LookupPage ByContext, Assign ByContext, Suspend Absent, Resume Absent, ShareP2m Absent, Group Absent
            ISetup.Setup: ByContext, one of First, Second, by 'provider'
            """));
    }

    [TestCase("bool", "ARM", "True")]
    [TestCase("bool", "HAS_PCI", "False")]
    [TestCase("bool", "DRIVER", "True")]
    [TestCase("Tristate", "DRIVER", "M")]
    [TestCase("Tristate", "ARM", "Y")]
    [TestCase("int", "TIMEOUT", "30")]
    [TestCase("uint", "BASE", "61440")]
    [TestCase("int", "BASE", "61440")]
    [TestCase("long", "TIMEOUT", "30")]
    [TestCase("ulong", "BASE", "61440")]
    [TestCase("string", "BANNER", "hello \"you\"")]
    public void A_symbol_is_a_property_of_its_type(string type, string symbol, string expected)
    {
        Assert.That(Value($"[Symbol(\"{symbol}\")] static abstract {type} @value {{ get; }}", "CONFIG_ARM=y\n"), Is.EqualTo(expected));
    }

    [TestCase("CONFIG_QUARANTINE_BASIC=y\n", "Basic")]
    [TestCase("CONFIG_QUARANTINE_NONE=y\n", "None")]
    public void A_choice_is_an_enumeration(string config, string expected)
    {
        Assert.That(Value("[Symbol] static abstract Quarantine @value { get; }", config), Is.EqualTo(expected));
    }

    [Test]
    public void A_member_without_a_symbol_stands_for_none_of_them()
    {
        Assert.That(Value("[Symbol] static abstract Flavour @value { get; } enum Flavour { [Symbol(\"HAS_PCI\")] Pci, @default, [Symbol(\"THIRD\")] Third }", ""), Is.EqualTo("default"));
    }

    [TestCase("CONFIG_FIRST=y\n", "0 First.Suspend; First.Resume")]
    [TestCase(Mixed, "-38 ")]
    [TestCase("", "-19 ")]
    public void A_bridge_reaches_the_far_side_where_the_table_implements_its_contract(string config, string expected)
    {
        Project project = SmallContract.Project(config).WithScenario("""
            static int Core<T>(Platform platform) where T : struct, IBridges => T.CyclePower(platform);
            return $"{Core<Hooks.Table>(platform)} {Log.Take()}";
            """);

        Assert.That(project.Run(), Is.EqualTo(expected));
    }

    [Test]
    public void A_bridge_may_be_generic_and_take_anything()
    {
        Project project = SmallContract.Project("CONFIG_FIRST=y\n").WithSource("""
            using IommuConfig;

            namespace Sample;

            [HookContract]
            public interface IFar : IPower
            {
                [Bridge(typeof(IPower), typeof(Far), nameof(Far.@do))]
                static virtual U? Do<U>(U? value, ref int count, out string? text, params int[] rest) { text = null; return default; }
            }

            public static class Far
            {
                public static U? @do<T, U>(U? value, ref int count, out string? text, params int[] rest) where T : struct, IPower
                {
                    T.Suspend(new());
                    count += rest.Length;
                    text = "far";
                    return value;
                }
            }

            [DispatchTable(typeof(IFar))]
            [Provider<FirstHooks>("FIRST")]
            internal static partial class Fars;
            """.Replace("public interface IFar : IPower\n", "public interface IFar : IProviderHooks\n", StringComparison.Ordinal), "Far.cs").WithScenario("""
            static string Core<T>(ref int count) where T : struct, IFar => T.Do("x", ref count, out string? text, 1, 2) + text;
            return Core<Fars.Table>(ref flush) + flush + Log.Take();
            """)
            .WithConfig("CONFIG_FIRST=y\nCONFIG_HAS_PCI=y\n");

        // The provider implements every contract with hooks; IFar itself has none.
        Assert.That(project.Run(), Is.EqualTo("xfar2First.Suspend"));
    }

    [TestCase("HAS_PCI", false)]
    [TestCase("!HAS_PCI", true)]
    [TestCase("ARM && !HAS_PCI", true)]
    [TestCase("HAS_PCI || ARM", true)]
    [TestCase("TIMEOUT = 30", true)]
    [TestCase("TIMEOUT > 30", false)]
    [TestCase("BANNER != \"\"", true)]
    [TestCase("DRIVER", true)]
    [TestCase("DRIVER = m", true)]
    [TestCase("(ARM && (HAS_PCI || THIRD))", false)]
    public void A_hook_exists_where_its_dependency_is_not_n(string dependency, bool expected)
    {
        GeneratorRun run = GeneratorRun.Of(SmallContract.Project("CONFIG_FIRST=y\nCONFIG_ARM=y\n").WithSource(
            SmallContract.Contracts.Replace("DependsOn = \"HAS_PCI\"", $"DependsOn = \"{dependency.Replace("\"", "\\\"", StringComparison.Ordinal)}\"", StringComparison.Ordinal),
            "Contracts.cs"));

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages(), Is.Empty);
            Assert.That(run.CompilerMessages(), Is.Empty);
            Assert.That(run.Generated["Hooks.g.cs"].Contains("public static int Group(", StringComparison.Ordinal), Is.EqualTo(expected));
        });
    }

    private static string Value(string member, string config) => SmallContract.Project(config).WithSource($$"""
        using IommuConfig;

        namespace Sample;

        [HookContract] public interface IValue { {{member}} }
        [DispatchTable(typeof(IValue))] internal static partial class Values;
        """, "Value.cs")
        .WithScenario("static string Core<T>() where T : struct, IValue => T.@value.ToString(); return Core<Values.Table>();")
        .Run();
}
