namespace IommuConfig.Generators.Tests;

/// <summary>What is wrong with the members of a contract.</summary>
public sealed class ContractDiagnosticsTests
{
    [TestCase("int Map(Domain domain);", "Map", "a hook is static, since a provider has no instance; declare it 'static abstract', or 'static virtual' with a default")]
    [TestCase("static abstract ref int Entry(Domain domain);", "Entry", "a hook cannot return by reference, since a table without a provider has nothing to refer to; use an out parameter")]
    [TestCase("static abstract int Map(dynamic domain);", "Map", "a hook cannot take a dynamic argument, since the call of a provider would be bound at run time; use object")]
    [TestCase("internal static abstract int Map(Domain domain);", "Map", "a hook is public")]
    [TestCase("static abstract event System.Action Changed;", "Changed", "an event is no hook; declare a static method")]
    [TestCase("static abstract int Depth { get; }", "Depth", "a property is 'static abstract', has only 'get', and is marked [Symbol(\"NAME\")], or [TableMember]")]
    [TestCase("[Symbol(\"TIMEOUT\")] static abstract int Depth { get; set; }", "Depth", "a property is 'static abstract', has only 'get', and is marked [Symbol(\"NAME\")], or [TableMember]")]
    [TestCase("[Symbol(\"TIMEOUT\")] static abstract double Depth { get; }", "Depth", "a [Symbol] property is a bool, Tristate, int, uint, long, ulong, string, or an enumeration whose members are marked [Symbol]")]
    [TestCase("[Symbol] static abstract int Depth { get; }", "Depth", "[Symbol] names the symbol: [Symbol(\"NAME\")]")]
    [TestCase("[Symbol(\"TIMEOUT\")] static abstract Quarantine Depth { get; }", "Depth", "the members of the enumeration name the symbols; the property's [Symbol] names none")]
    [TestCase("[TableMember] static abstract int Depth();", "Depth", "a [TableMember] is one of 'static abstract ReadOnlySpan<ProviderId> Providers { get; }', 'static abstract void Select(ProviderId provider)', 'static abstract bool IsAvailable { get; }' and 'static abstract bool IsMixed { get; }'")]
    [Triggers("KC1010")]
    public void A_member_that_a_table_cannot_forward_is_refused(string member, string name, string why)
    {
        GeneratorRun run = Run($$"""[HookContract] public interface IOdd { {{member}} }""");

        Assert.That(run.Messages(), Has.Exactly(1).Matches($@"^KC1010 error Table\.cs\(4,\d+\)-\(4,\d+\): 'IOdd\.{name}").And.Exactly(1).EndsWith($"cannot stand in a contract: {why}"));
    }

    [Test]
    public void What_no_table_would_implement_may_stand_in_a_contract()
    {
        GeneratorRun run = Run("""
            [HookContract]
            public interface IOdd
            {
                const int Answer = 42;
                static int Helper() => Answer;
                static int Shared { get; set; }
                private static int Hidden() => Helper();
                enum Kind { One }
                static abstract int Map(Domain domain);
            }
            """);

        Assert.That(run.Messages(), Is.Empty);
    }

    [Test, Triggers("KC1011")]
    public void Two_contracts_cannot_declare_the_same_hook()
    {
        AssertMessage("""
            [HookContract] public interface IA { static abstract int Flush(Domain domain); static abstract int Flush(ref Domain domain); }
            [HookContract] public interface IB { static abstract int Flush(Domain domain); static abstract int Flush(Device device); }
            [HookContract] public interface IOdd : IA, IB;
            """,
            "KC1011 error Table.cs(5,58)-(5,63): Hook 'Flush' with the same parameters stands in 'IA' and in 'IB': a table has one method of that signature, so rename one of them");
    }

    [TestCase("ulong Capabilities(Platform platform)", "it returns ulong, and several results cannot be joined; return int (negative is an error) or void")]
    [TestCase("int Capabilities(out int value)", "it has an out parameter, and several results cannot be joined; use ref")]
    [Triggers("KC1012")]
    public void A_hook_whose_results_cannot_be_joined_is_not_fanned_out(string hook, string why)
    {
        GeneratorRun run = Run($$"""[HookContract] public interface IOdd { [Fanout] static abstract {{hook}}; }""");

        Assert.That(run.Messages(), Has.Exactly(1).StartsWith("KC1012 error Table.cs(4,").And.EndsWith($" cannot be fanned out: {why}"));
    }

    [TestCase("Resume", "static abstract void Resume(Platform platform, int state);")]
    [TestCase("Resume", "static abstract void Resume(ref Platform platform);")]
    [TestCase("Nothing", "")]
    [Triggers("KC1013")]
    public void What_undoes_a_hook_has_its_parameters(string undo, string member)
    {
        AssertMessage(
            $$"""[HookContract] public interface IOdd { [Fanout(Undo = "{{undo}}")] static abstract int Suspend(Platform platform); {{member}} }""",
            $"KC1013 error Table.cs(4,{80 + undo.Length})-(4,{87 + undo.Length}): '{undo}' cannot undo 'Suspend': name a hook of contract 'IOdd' with the same parameters");
    }

    [Test, Triggers("KC1014")]
    public void Fanout_on_a_table_names_a_hook_of_its_contracts()
    {
        GeneratorRun run = GeneratorRun.Of(SmallContract.Project("").WithSource("""
            using IommuConfig;
            using Sample;

            [DispatchTable(typeof(IPower))]
            [Fanout(typeof(IPower), "Supend")]
            [Fanout(typeof(IShare), nameof(IShare.ShareP2m))]
            [Fanout(typeof(IPower), nameof(IPower.Resume))]
            static partial class Hooks;
            """, "Table.cs"));

        Assert.That(run.Messages(), Is.EqualTo(new[]
        {
            "KC1014 error Table.cs(5,2)-(5,34): Contract 'Sample.IPower' has no hook 'Supend' that table 'Hooks' could fan out",
            "KC1014 error Table.cs(6,2)-(6,49): Contract 'Sample.IShare' has no hook 'ShareP2m' that table 'Hooks' could fan out",
        }));
    }

    [TestCase("typeof(IPower), typeof(PowerCycle), \"Run\"", "abstract int Cycle(Platform platform);", "declare it 'static virtual', with what answers where there is no far side as its body")]
    [TestCase("typeof(System.IDisposable), typeof(PowerCycle), \"Run\"", "virtual int Cycle(Platform platform) => 0;", "'System.IDisposable' is not marked [HookContract], so no table implements it")]
    [TestCase("typeof(IPower), typeof(PowerCycle), \"Rum\"", "virtual int Cycle(Platform platform) => 0;", "'Sample.PowerCycle' has no accessible static method 'Rum' that is generic over the table first and has the bridge's parameters and return type")]
    [TestCase("typeof(IPower), typeof(PowerCycle), \"Run\"", "virtual long Cycle(Platform platform) => 0;", "'Sample.PowerCycle' has no accessible static method 'Run' that is generic over the table first and has the bridge's parameters and return type")]
    [Triggers("KC1015")]
    public void A_bridge_leads_somewhere(string attribute, string member, string why)
    {
        GeneratorRun run = Run($$"""[HookContract] public interface IOdd { [Bridge({{attribute}})] static {{member}} }""");

        Assert.That(run.Messages(), Has.Exactly(1).StartsWith("KC1015 error Table.cs(4,").And.EndsWith($"'IOdd.Cycle(Sample.Platform)' cannot be completed: {why}"));
    }

    [Test, Triggers("KC1016")]
    public void A_context_knows_its_provider_and_is_reported_once()
    {
        AssertMessage("""
            [DispatchContext] public sealed class Port { public int Provider => 0; }
            [HookContract] public interface IOdd { static abstract int Map(Port port); static abstract int Unmap(Port port); }
            """,
            "KC1016 error Table.cs(4,39)-(4,43): 'Port' is marked [DispatchContext] but has no readable public property 'ProviderId Provider': add it, or implement IDispatchContext");
    }

    [Test, Triggers("KC1019")]
    public void An_enumeration_has_a_member_for_every_configuration()
    {
        AssertMessage("""
            public enum Flavour { [Symbol("ARM")] Arm, [Symbol("ARM_MIXES")] Mixes }
            [HookContract] public interface IOdd { [Symbol] static abstract Flavour Flavour { get; } }
            """,
            "KC1019 error Table.cs(6,2)-(6,29): Property 'Flavour' has no value in this configuration: none of the symbols ARM, ARM_MIXES is set. "
            + "Set one, or give 'Flavour' a member without [Symbol] that stands for none of them.");
    }

    [Test, Triggers("KC1021")]
    public void A_scope_knows_its_providers_and_is_reported_once()
    {
        AssertMessage("""
            [ProviderScope] public sealed class Board { public ProviderId Providers => default; }
            [HookContract] public interface IOdd { static abstract int Stop(Board board); static abstract int Start(Board board); }
            """,
            "KC1021 error Table.cs(4,37)-(4,42): 'Board' is marked [ProviderScope] but has no readable public property 'ProviderSet Providers': add it");
    }

    [Test]
    public void Two_tables_over_a_contract_report_its_mistake_once()
    {
        AssertMessage("""
            [HookContract] public interface IOdd { int Map(Domain domain); }
            [DispatchTable(typeof(IOdd))] static partial class Others;
            """,
            "KC1010 error Table.cs(4,44)-(4,47): 'IOdd.Map(Sample.Domain)' cannot stand in a contract: "
            + "a hook is static, since a provider has no instance; declare it 'static abstract', or 'static virtual' with a default");
    }

    private static GeneratorRun Run(string contract) => GeneratorRun.Of(SmallContract.Project("").WithSource(
        $"using IommuConfig;\nusing Sample;\n\n{contract}\n[DispatchTable(typeof(IOdd))] static partial class Hooks;\n", "Table.cs"));

    private static void AssertMessage(string contract, string expected) => Assert.That(Run(contract).Messages(), Is.EqualTo(new[] { expected }));
}
