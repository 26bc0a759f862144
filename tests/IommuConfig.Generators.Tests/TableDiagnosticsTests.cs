using System.Linq;

namespace IommuConfig.Generators.Tests;

/// <summary>What is wrong with a table, its providers and the symbols it names.</summary>
public sealed class TableDiagnosticsTests
{
    private const string TableFile = """
        using IommuConfig;
        using Sample;

        [HookContract]
        public interface IOne
        {
            static abstract int Map(Domain domain);
        }

        public struct AHooks : IOne
        {
            public static int Map(Domain domain) => 1;
        }

        public struct BHooks : IOne
        {
            public static int Map(Domain domain) => 2;
        }


        """;

    [Test, Triggers("KC1001")]
    public void An_interface_without_HookContract_is_no_contract()
    {
        AssertMessages(
            """
            public interface IPlain { static abstract int Map(Domain domain); }
            [HookContract] public interface ITree : IOne, IPlain;
            [DispatchTable(typeof(IPlain))] static partial class Direct;
            [DispatchTable(typeof(ITree))] static partial class Inherited;
            """,
            "KC1001 error Table.cs(20,18)-(20,24): 'IPlain' is not a contract: mark the interface with [HookContract], so that it is clear which of its static members are hooks",
            "KC1001 error Table.cs(22,2)-(22,31): 'IPlain' is not a contract: mark the interface with [HookContract], so that it is clear which of its static members are hooks");
    }

    [TestCase("[DispatchTable(typeof(IOne))] static class Hooks;", "(20,44)-(20,49): 'Hooks'")]
    [TestCase("[DispatchTable(typeof(IOne))] partial class Hooks;", "(20,45)-(20,50): 'Hooks'")]
    [TestCase("[DispatchTable(typeof(IOne))] static partial class Hooks<T>;", "(20,52)-(20,57): 'Hooks<T>'")]
    [TestCase("class Outer { [DispatchTable(typeof(IOne))] static partial class Hooks; }", "(20,66)-(20,71): 'Outer.Hooks'")]
    [TestCase("partial class Outer<T> { [DispatchTable(typeof(IOne))] static partial class Hooks; }", "(20,77)-(20,82): 'Outer<T>.Hooks'")]
    [Triggers("KC1002")]
    public void A_class_that_cannot_get_a_second_part_is_no_table(string declaration, string expected)
    {
        AssertMessages(
            declaration,
            $"KC1002 error Table.cs{expected} cannot be completed: declare it, and every type it is nested in, as a partial class that is not generic, and itself as 'static'");
    }

    [Test, Triggers("KC1003")]
    public void A_provider_implements_every_contract_that_has_hooks()
    {
        AssertMessages(
            """
            [HookContract] public interface IValues { [Symbol("TIMEOUT")] static abstract int Timeout { get; } }
            [HookContract] public interface IBoth : IOne, IPower, IValues;
            [DispatchTable(typeof(IBoth))]
            [Provider<AHooks>("FIRST")]
            static partial class Hooks;
            """,
            "KC1003 error Table.cs(23,2)-(23,27): Provider 'AHooks' does not implement 'Sample.IPower': every provider of a table implements all of its contracts that have hooks");
    }

    [Test, Triggers("KC1004")]
    public void A_symbol_that_no_file_defines_is_unknown()
    {
        AssertMessages(
            """
            [HookContract] public interface IMore : IOne
            {
                [Hook(DependsOn = "HAS_PCI && HAS_PCY")] static abstract int Unmap(Domain domain);
                [Symbol("TIMEOUTS")] static abstract int Timeout { get; }
            }
            [DispatchTable(typeof(IMore), Mixed = "CONFIG_IOMMU_MIXED", DependsOn = "QUITE_UNLIKE_ANY")]
            [Provider<C>("FIRTS")]
            static partial class Hooks;
            struct C : IMore { public static int Map(Domain domain) => 0; public static int Unmap(Domain domain) => 0; }
            """,
            "KC1004 error Table.cs(22,6)-(22,44): 'HAS_PCY' is not defined in the Kconfig tree (did you mean HAS_PCI?): define it there, or correct the name (without CONFIG_)",
            "KC1004 error Table.cs(23,6)-(23,24): 'TIMEOUTS' is not defined in the Kconfig tree (did you mean TIMEOUT?): define it there, or correct the name (without CONFIG_)",
            "KC1004 error Table.cs(25,2)-(25,92): 'CONFIG_IOMMU_MIXED' is not defined in the Kconfig tree (did you mean IOMMU_MIXED?): define it there, or correct the name (without CONFIG_)",
            "KC1004 error Table.cs(25,2)-(25,92): 'QUITE_UNLIKE_ANY' is not defined in the Kconfig tree: define it there, or correct the name (without CONFIG_)",
            "KC1004 error Table.cs(26,2)-(26,22): 'FIRTS' is not defined in the Kconfig tree (did you mean FIRST?): define it there, or correct the name (without CONFIG_)");
    }

    [Test]
    public void What_is_wrong_with_a_hook_named_like_a_keyword_is_reported_at_the_hook_too()
    {
        AssertMessages(
            """
            [HookContract] public interface ILock
            {
                [Hook(DependsOn = "HAS_PCY")] static abstract int @lock(Domain domain);
            }
            [DispatchTable(typeof(ILock))] static partial class Hooks;
            """,
            "KC1004 error Table.cs(22,6)-(22,33): 'HAS_PCY' is not defined in the Kconfig tree (did you mean HAS_PCI?): define it there, or correct the name (without CONFIG_)");
    }

    [Test, Triggers("KC1005")]
    public void A_symbol_of_the_wrong_type_is_refused()
    {
        AssertMessages(
            """
            [HookContract] public interface IMore : IOne
            {
                [Symbol("BANNER")] static abstract int Banner { get; }
                [Symbol("TIMEOUT")] static abstract bool Timeout { get; }
            }
            [DispatchTable(typeof(IMore), Mixed = "BASE")]
            [Provider<AHooks>("TIMEOUT")]
            static partial class Hooks;
            """,
            "KC1005 error Table.cs(22,6)-(22,22): 'BANNER' is of type string (runtime/Kconfig:29), but property 'Banner' of type 'int' cannot hold its value 'hello \"you\"'",
            "KC1005 error Table.cs(23,6)-(23,23): 'TIMEOUT' is of type int (runtime/Kconfig:20), but property 'Timeout' of type 'bool' cannot hold its value '30'",
            "KC1005 error Table.cs(25,2)-(25,46): 'BASE' is of type hex (runtime/Kconfig:25), but the table is mixed where it is y",
            "KC1005 error Table.cs(26,2)-(26,29): 'TIMEOUT' is of type int (runtime/Kconfig:20), but a provider is enabled by a bool or tristate");
    }

    [Test, Triggers("KC1006"), Triggers("KC1007")]
    public void Providers_and_their_symbols_are_distinct()
    {
        AssertMessages(
            """
            [DispatchTable(typeof(IOne))]
            [Provider<AHooks>("FIRST")]
            [Provider<BHooks>("FIRST")]
            [Provider<AHooks>("SECOND")]
            static partial class Hooks;
            """,
            "KC1006 error Table.cs(22,2)-(22,27): Providers 'A' and 'B' are both enabled by FIRST: give each provider a symbol of its own, or both would always be configured together",
            "KC1007 error Table.cs(23,2)-(23,28): Provider 'A' is named twice, for FIRST and for SECOND: keep one, enabled by a symbol that covers both");
    }

    [Test, Triggers("KC1008")]
    public void A_contract_whose_hooks_part_ways_is_named_with_the_offender()
    {
        AssertMessages(
            """
            [HookContract] public interface ISplit { static abstract int Map(Domain domain); static abstract int Suspend(Platform platform); }
            [DispatchTable(typeof(ISplit), Mixed = "IOMMU_MIXED")] static partial class Hooks;
            """,
            "KC1008 warning Table.cs(21,2)-(21,54): Table 'Hooks' does not implement contract 'ISplit' although 1 of its 2 hooks exist, because 'Suspend' does not: "
            + "takes no Domain or ProviderId, and IOMMU_MIXED=y (runtime/Kconfig:1, selected by ARM at Kconfig:9). Move 'Suspend' to a contract of its own.");
    }

    [Test, Triggers("KC1009")]
    public void A_table_without_any_hook_left_is_probably_a_mistake()
    {
        AssertMessages(
            "[DispatchTable(typeof(IPower), Mixed = \"IOMMU_MIXED\")] static partial class Hooks;",
            "KC1009 warning Table.cs(20,2)-(20,54): No hook of table 'Hooks' exists in this configuration (takes no dispatch context or ProviderId, and IOMMU_MIXED=y (runtime/Kconfig:1, "
            + "selected by ARM at Kconfig:9)): give its hooks a context (a domain, a device or a ProviderId), or unset IOMMU_MIXED");
    }

    [TestCase("Select")]
    [TestCase("UnknownProvider")]
    [Triggers("KC1017")]
    public void A_hook_cannot_have_the_name_of_a_member_of_every_table(string name)
    {
        AssertMessages(
            $$"""
            [HookContract] public interface IReserved { static abstract void {{name}}(Domain domain); }
            [DispatchTable(typeof(IReserved))] static partial class Hooks;
            """,
            $"KC1017 error Table.cs(20,66)-(20,{66 + name.Length}): '{name}' is taken: every table has a member of that name of its own. Rename it.");
    }

    [TestCase("Hooks", "a member cannot have the name of its class, which is the table's")]
    [TestCase("ToString", "every type inherits a member of that name from object")]
    public void A_hook_cannot_have_a_name_that_the_class_cannot_have(string name, string why)
    {
        AssertMessages(
            $$"""
            [HookContract] public interface IReserved { static abstract void {{name}}(Domain domain); }
            [DispatchTable(typeof(IReserved))] static partial class Hooks;
            """,
            $"KC1017 error Table.cs(20,66)-(20,{66 + name.Length}): '{name}' is taken: {why}. Rename it.");
    }

    [Test]
    public void Names_of_type_parameters_do_not_tell_two_hooks_apart()
    {
        AssertMessages(
            """
            [HookContract] public interface ILeft { static abstract void F<T>(T[] value, in Domain domain); }
            [HookContract] public interface IRight { static abstract void F<U>(U[] value, ref Domain domain); }
            [HookContract] public interface IBoth : ILeft, IRight;
            [DispatchTable(typeof(IBoth))] static partial class Hooks;
            """,
            "KC1011 error Table.cs(21,63)-(21,64): Hook 'F' with the same parameters stands in 'ILeft' and in 'IRight': "
            + "a table has one method of that signature, so rename one of them");
    }

    [Test]
    public void An_open_generic_contract_is_refused()
    {
        AssertMessages(
            """
            [HookContract] public interface IOf<T> { static abstract void F(T value); }
            [DispatchTable(typeof(IOf<>))] static partial class Hooks;
            """,
            "KC1001 error Table.cs(21,2)-(21,30): 'IOf<>' is not a contract: name its type arguments");
    }

    [Test]
    public void A_table_with_a_misspelt_symbol_is_completed_all_the_same()
    {
        GeneratorRun run = Run("[DispatchTable(typeof(IOne), Mixed = \"IOMMU_MIXD\")] static partial class Hooks;");

        Assert.That(run.Messages().Single(), Does.StartWith("KC1004 error Table.cs(20,2)-").And.Contains("did you mean IOMMU_MIXED?"));
        Assert.That(run.CompilerMessages(), Is.Empty, "no message about missing members buries that one");
    }

    [Test]
    public void Of_a_damaged_tree_only_the_damage_is_reported()
    {
        Project project = SmallContract.Project("CONFIG_FIRST=y\n")
            .WithKconfig(SmallContract.RuntimeKconfig.Replace("\tbool \"first driver\"", "\tbol \"first driver\"", System.StringComparison.Ordinal), "runtime/Kconfig");

        GeneratorRun run = GeneratorRun.Of(project);

        Assert.That(run.Messages().Where(message => message.Contains(" error ", System.StringComparison.Ordinal)).Single(), Does.StartWith("KC0004 error runtime/Kconfig("));
        Assert.That(run.Messages(), Has.None.Contains("KC10").And.None.Contains(".config"));
        Assert.That(run.CompilerMessages(), Is.Empty);
    }

    [Test]
    public void A_table_cannot_have_the_name_of_one_of_its_own_members()
    {
        AssertMessages(
            "[DispatchTable(typeof(IOne))] static partial class Table;",
            "KC1017 error Table.cs(20,52)-(20,57): 'Table' is taken: every table has a member of that name of its own. Rename it.");
    }

    [TestCase("HAS_PCI and ARM", "")]
    [TestCase("", "")]
    [Triggers("KC1018")]
    public void A_DependsOn_that_is_no_expression_is_refused(string expression, string _)
    {
        GeneratorRun run = Run($"[DispatchTable(typeof(IOne), DependsOn = \"{expression}\")] static partial class Hooks;");

        Assert.That(run.Messages(), Has.Exactly(1).StartsWith("KC1018 error Table.cs(20,2)-").And.Contains($"'{expression}' is not a Kconfig expression: "));
    }

    [Test, Triggers("KC1020")]
    public void A_table_has_at_most_64_providers()
    {
        Project project = new Project().WithKconfig("config X\n\tbool\n").WithSource(
            "using IommuConfig;\n[HookContract] public interface INone;\n"
            + string.Concat(Numbers().Select(i => $"public struct P{i} : INone;\n"))
            + "[DispatchTable(typeof(INone))]\n" + string.Concat(Numbers().Select(i => $"[Provider<P{i}>(\"S{i}\")]\n"))
            + "static partial class Hooks;",
            "Table.cs");

        Assert.That(GeneratorRun.Of(project).Messages(), Is.EqualTo(new[] { "KC1020 error Table.cs(68,2)-(68,30): Table 'Hooks' has 65 providers: the most is 64" }));

        static System.Collections.Generic.IEnumerable<int> Numbers() => System.Linq.Enumerable.Range(0, 65);
    }

    [Test, Triggers("KC1022")]
    public void A_table_needs_a_configuration()
    {
        Project project = new Project()
            .WithSource("using IommuConfig;\n[HookContract] public interface INone;\n[DispatchTable(typeof(INone))] static partial class Hooks;", "Table.cs");

        Assert.That(GeneratorRun.Of(project).Messages(), Is.EqualTo(new[]
        {
            "KC1022 error Table.cs(3,2)-(3,30): Table 'Hooks' cannot be completed: the project has no Kconfig. Add one to the project folder or a folder above it, or set KconfigRoot to its path.",
        }));
    }

    private static GeneratorRun Run(string table) =>
        GeneratorRun.Of(SmallContract.Project("CONFIG_ARM=y\nCONFIG_ARM_MIXES=y\nCONFIG_HAS_PCI=y\n").WithSource(TableFile + table, "Table.cs"));

    private static void AssertMessages(string table, params string[] expected) => Assert.That(Run(table).Messages(), Is.EqualTo(expected));
}
