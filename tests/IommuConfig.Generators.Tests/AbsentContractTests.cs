using System.Linq;

namespace IommuConfig.Generators.Tests;

/// <summary>Code that needs a contract which the table does not implement in this configuration.</summary>
public sealed class AbsentContractTests
{
    private const string Needs = """
        public interface IHolder<T> where T : struct, IPower;
        public class Holder<T> : IHolder<T> where T : struct, IPower;
        public static class Cores
        {
            public static int Run<T>(int x) where T : struct, IPower => x;
            public static int With<T>(T table) where T : struct, IPower => 0;
            public static int Ext<T>(this T table) where T : struct, IPower => 0;
            public static int Ext2<T, U>(this U other, T table) where T : struct, IPower => 0;
        }

        """;

    [TestCase("void M() => Cores.Run<Hooks.Table>(1);", "'Run'", "CS0315", TestName = "A_type_argument_of_a_call")]
    [TestCase("void M() => Cores.With(new Hooks.Table());", "'With'", "CS0315", TestName = "An_inferred_type_argument")]
    [TestCase("void M() => new Hooks.Table().Ext();", "'Ext'", "CS0315", TestName = "An_extension_method_on_the_table")]
    [TestCase("void M() => 5.Ext2(new Hooks.Table());", "'Ext2'", "CS0315", TestName = "An_extension_method_with_the_table_as_argument")]
    [TestCase("object M() => new Holder<Hooks.Table>();", "'Holder'", "CS0315", TestName = "A_new_object")]
    [TestCase("object? o = new Holder<Hooks.Table>();", "'Holder'", "CS0315", TestName = "A_field_initializer")]
    [TestCase("object? P { get; } = typeof(Holder<Hooks.Table>);", "'Holder'", "CS0315", TestName = "A_property_initializer")]
    [TestCase("User(object o) { } User() : this(new Holder<Hooks.Table>()) { }", "'Holder'", "CS0315", TestName = "A_constructor_initializer")]
    [TestCase("void M() { Holder<Hooks.Table>? local = null; }", "'Holder'", "CS0315", TestName = "A_local")]
    [TestCase("void M() { void Local(Holder<Hooks.Table> holder) { } }", "'Holder'", "CS0315", TestName = "A_local_function")]
    [TestCase("Holder<Hooks.Table>? field;", "'Holder'", "CS0315", TestName = "A_field")]
    [TestCase("Holder<Hooks.Table>? Property { get; }", "'Holder'", "CS0315", TestName = "A_property")]
    [TestCase("void M(Holder<Hooks.Table> parameter) { }", "'Holder'", "CS0315", TestName = "A_parameter")]
    [TestCase("Holder<Hooks.Table>? M() => null;", "'Holder'", "CS0315", TestName = "A_return_type")]
    [TestCase("Holder<T>? field;", "'Holder'", "CS0315", TestName = "A_field_through_an_alias")]
    [TestCase("void M() => Cores.Run<T>(1);", "'Run'", "CS0315", TestName = "A_call_through_an_alias")]
    [TestCase("System.Collections.Generic.List<Holder<Sample.Hooks.Table>>? field;", "'Holder'", "CS0315", TestName = "A_type_argument_of_a_field")]
    [TestCase("class Inner : Holder<Hooks.Table>;", "'Holder'", "CS0315", TestName = "A_base")]
    [TestCase("class Inner : IHolder<global::Sample.Hooks.Table>;", "'IHolder'", "CS0315", TestName = "An_interface")]
    [TestCase("delegate Holder<Hooks.Table> D();", "'Holder'", "CS0315", TestName = "A_delegate")]
    [TestCase("[System.Obsolete, My(typeof(Holder<Hooks.Table>))] class Inner; class MyAttribute(System.Type type) : System.Attribute;", "'Holder'", "CS0315", TestName = "An_attribute")]
    [TestCase("class Inner() : Base(new Holder<Hooks.Table>()); class Base(object o);", "'Holder'", "CS0315", TestName = "An_argument_of_a_base")]
    [TestCase("class Inner<U> where U : Holder<Hooks.Table>;", "'Holder'", "CS0315", TestName = "A_constraint")]
    [Triggers("KC1031")]
    public void A_table_that_lacks_the_contract_gets_the_reason(string member, string needs, string error)
    {
        GeneratorRun run = Use(AbsentHookTests.Mixed, member);

        Assert.Multiple(() =>
        {
            Assert.That(AbsentHookTests.Errors(run), Is.EqualTo(new[] { error }));
            Assert.That(run.Messages().Count(), Is.EqualTo(1), string.Join("\n", run.Messages()));
            Assert.That(run.Messages(), Has.One.StartsWith("KC1031 error User.cs(").And.One.EndsWith(
                $": {needs} needs contract 'Sample.IPower', which 'Sample.Hooks.Table' does not implement in this configuration: "
                + $"Suspend {AbsentHookTests.Reason}; Resume {AbsentHookTests.Reason}. Reach it through a bridge, or change the configuration."));
        });
    }

    [TestCase("Holder<Table>? field;", TestName = "A_field_by_using_static")]
    [TestCase("object M() => new Holder<Table>();", TestName = "A_new_object_by_using_static")]
    public void The_table_may_be_named_through_using_static(string member)
    {
        GeneratorRun run = GeneratorRun.Of(SmallContract.Project(AbsentHookTests.Mixed)
            .WithSource($"using static Sample.Hooks;\nnamespace Sample;\n{Needs}public class User {{ {member} }}", "User.cs"));

        Assert.That(run.Messages().Count(), Is.EqualTo(1), string.Join("\n", run.Messages()));
    }

    [TestCase("using T = Sample.Hooks.Table;", "global using T2 = Sample.Hooks.Table;")]
    [TestCase("using T2 = Sample.Hooks;", "")]
    public void Global_and_partial_aliases_are_followed(string local, string elsewhere)
    {
        string name = elsewhere.Length != 0 ? "T2" : "T2.Table";
        GeneratorRun run = GeneratorRun.Of(SmallContract.Project(AbsentHookTests.Mixed)
            .WithSource(elsewhere, "Usings.cs")
            .WithSource($"{local}\nnamespace Sample;\n{Needs}public class User {{ Holder<{name}>? field; }}", "User.cs"));

        Assert.That(run.Messages().Count(), Is.EqualTo(1), string.Join("\n", run.Messages()));
    }

    [Test]
    public void A_contract_that_inherits_a_missing_one_is_explained_by_its_hooks()
    {
        GeneratorRun run = AbsentHookTests.Call(AbsentHookTests.Mixed, "public class Core<T> where T : struct, IProviderHooks; public class User { Core<Hooks.Table>? field; }");

        Assert.That(run.Messages(), Has.One.Contains("'Core' needs contract 'Sample.IProviderHooks'").And.One.Contains("; ShareP2m is called where no single provider is meant"));
    }

    [TestCase("Holder<Hooks.Table>? field; object M() => new Holder<Hooks.Table>();")]
    [TestCase("void M() => new Hooks.Table().Ext();")]
    public void Nothing_is_said_where_the_contract_is_implemented(string member)
    {
        GeneratorRun run = Use(AbsentHookTests.Plain, member);

        Assert.That(run.Messages().Concat(run.CompilerMessages().Where(message => !message.StartsWith("CS0169", System.StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void Nothing_is_said_of_other_constraints_that_do_not_hold()
    {
        GeneratorRun run = Use(AbsentHookTests.Mixed, "class C<T> where T : System.IDisposable; C<Hooks.Table>? field; class D<T> where T : struct, IMapping; D<Hooks.Table>? other;");

        Assert.That(run.Messages(), Is.Empty);
    }

    private static GeneratorRun Use(string config, string member) => GeneratorRun.Of(SmallContract.Project(config)
        .WithSource($"using T = Sample.Hooks.Table;\nnamespace Sample;\n{Needs}public class User {{ {member} }}", "User.cs"));
}
