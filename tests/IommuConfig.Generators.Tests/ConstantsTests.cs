using System.Collections.Immutable;
using System.Linq;

namespace IommuConfig.Generators.Tests;

/// <summary>Symbols as constants.</summary>
public sealed class ConstantsTests
{
    [TestCase("", false, 9)]
    [TestCase("linux", false, 9)]
    [TestCase("linux-6.1", false, 4)]
    [TestCase("legacy", true, 4)]
    public void The_tree_is_read_and_evaluated_in_the_dialect_of_the_project(string dialect, bool hasBoolean, int number)
    {
        Project project = new Project()
            .WithKconfig("config N\n\tint \"number\"\n\trange 1 9\n\tdefault 4\n" + (hasBoolean ? "config A\n\tboolean \"one\"\n" : ""))
            .WithConfig("CONFIG_N=10\n")
            .WithProperty("KconfigDialect", dialect);
        GeneratorRun run = GeneratorRun.Of(project);

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages(), Has.None.Contains(" error "));
            Assert.That(run.Generated["Config.Kconfig.g.cs"], Does.Contain($"public const int N = {number};"));
        });
    }

    [TestCase("bool\n\tdefault y", "bool", "true")]
    [TestCase("bool", "bool", "false")]
    [TestCase("tristate\n\tdefault m", "global::IommuConfig.Tristate", "global::IommuConfig.Tristate.M")]
    [TestCase("tristate", "global::IommuConfig.Tristate", "global::IommuConfig.Tristate.N")]
    [TestCase("int\n\tdefault -5", "int", "-5")]
    [TestCase("int", "int", "0")]
    [TestCase("int\n\tdefault 4294967296", "long", "4294967296L")]
    [TestCase("int\n\tdefault 1\n\trange 0 4294967296", "long", "1L")]
    [TestCase("int\n\tdefault -9223372036854775808", "long", "-9223372036854775808L")]
    [TestCase("hex\n\tdefault 0xf00", "uint", "0xF00U")]
    [TestCase("hex\n\tdefault F00", "uint", "0xF00U")]
    [TestCase("hex", "uint", "0x0U")]
    [TestCase("hex\n\tdefault 0xFFFFFFFFFFFFFFFF", "ulong", "0xFFFFFFFFFFFFFFFFUL")]
    [TestCase("hex\n\tdefault 0x1\n\trange 0x0 0x100000000", "ulong", "0x1UL")]
    [TestCase("string\n\tdefault \"a \\\"b\\\" \\\\ */ ]]> {0} é 🙂\"", "string", "\"a \\\"b\\\" \\\\ */ ]]> {0} é 🙂\"")]
    [TestCase("string", "string", "\"\"")]
    public void A_symbol_is_a_constant_of_its_type(string definition, string type, string value)
    {
        GeneratorRun run = Run($"config A\n\t{definition}\n\nconfig MODULES\n\tdef_bool y\n\tmodules\n");

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages().Concat(run.CompilerMessages()), Is.Empty);
            Assert.That(run.Generated["Config.Kconfig.g.cs"], Does.Contain($"\n    public const {type} A = {value};\n"));
        });
    }

    [TestCase("64BIT", "_64BIT")]
    [TestCase("A-B", "A_B")]
    [TestCase("class", "@class")]
    [TestCase("Equals", "Equals")]
    [TestCase("ToString", "ToString")]
    [TestCase("GetType", "GetType")]
    [TestCase("value", "value")]
    [TestCase("_", "_")]
    public void A_symbol_of_any_name_has_a_constant(string symbol, string name)
    {
        GeneratorRun run = Run($"config {symbol}\n\tdef_bool y\n");

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages().Concat(run.CompilerMessages()), Is.Empty);
            Assert.That(run.Generated["Config.Kconfig.g.cs"], Does.Contain($"const bool {name} = true;"));
        });
    }

    [Test]
    public void Prompt_help_type_dependencies_and_place_are_the_documentation()
    {
        GeneratorRun run = Run("""
            config B
            	bool

            config A
            	bool "first \"prompt\" <b> & ]]> */"
            	depends on B || !B
            	help
            	  First line
            	  goes on with <angles> & "quotes".

            	  Second paragraph ]]> */ é 🙂

            """);

        Assert.Multiple(() =>
        {
            Assert.That(run.CompilerMessages(), Is.Empty);
            Assert.That(run.Generated["Config.Kconfig.g.cs"], Does.EndWith("""
                    /// <summary>first &quot;prompt&quot; &lt;b&gt; &amp; ]]&gt; */</summary>
                    /// <remarks>
                    /// <para>First line goes on with &lt;angles&gt; &amp; &quot;quotes&quot;.</para>
                    /// <para>Second paragraph ]]&gt; */ é 🙂</para>
                    /// <para>A, bool, depends on <c>B || !B</c>. Defined at Kconfig:4.</para>
                    /// </remarks>
                    public const bool A = false;
                }

                """));
            Assert.That(run.Generated["Config.Kconfig.g.cs"], Does.Contain("/// <para>B, bool, without a prompt. Defined at Kconfig:1.</para>"));
        });
    }

    [Test]
    public void Of_more_than_4096_symbols_the_documentation_is_prompt_and_place()
    {
        const string Symbol = "config A\n\tbool \"prompt\"\n\tdepends on !NONE\n\thelp\n\t  What it is for.\n";
        string others = string.Concat(Enumerable.Range(1, 4095).Select(i => $"config OTHER{i}\n\tbool\n"));

        Assert.Multiple(() =>
        {
            Assert.That(Run(Symbol + others).Generated["Config.Kconfig.g.cs"], Does.Contain("/// <para>What it is for.</para>\n"));
            Assert.That(Run(Symbol + others + "config LAST\n\tbool\n").Generated["Config.Kconfig.g.cs"], Does.Contain("""
                    /// <summary>prompt</summary>
                    /// <remarks>Defined at Kconfig:1.</remarks>
                    public const bool A = false;

                    /// <summary>OTHER1</summary>
                    /// <remarks>Defined at Kconfig:6.</remarks>
                    public const bool OTHER1 = false;

                """));
        });
    }

    [Test]
    public void A_symbol_defined_in_two_files_stands_in_the_first_with_both_places()
    {
        GeneratorRun run = GeneratorRun.Of(new Project()
            .WithKconfig("source \"a/Kconfig\"\nsource \"b/Kconfig\"\n")
            .WithKconfig("config X\n\tbool \"x\"\n", "a/Kconfig")
            .WithKconfig("config X\n\tdefault y\n\nconfig Y\n\tbool \"y\"\n", "b/Kconfig"));

        Assert.Multiple(() =>
        {
            Assert.That(run.Generated.Keys, Is.EquivalentTo(new[] { "Config.a.Kconfig.g.cs", "Config.b.Kconfig.g.cs" }));
            Assert.That(run.Generated["Config.a.Kconfig.g.cs"], Does.Contain("Defined at a/Kconfig:1, b/Kconfig:1.").And.Contain("const bool X = true;"));
            Assert.That(run.Generated["Config.b.Kconfig.g.cs"], Does.Not.Contain("const bool X"));
            Assert.That(run.CompilerMessages(), Is.Empty);
        });
    }

    [Test]
    public void Files_whose_names_the_compiler_would_refuse_or_confuse_get_names_of_their_own()
    {
        string[] paths = ["a/b/Kconfig", "a.b/Kconfig", "A/b/Kconfig", "c~d/Kconfig.x#y", "e é/Kconfig.@"];
        Project project = new Project().WithKconfig(string.Concat(paths.Select(path => $"source \"{path}\"\n")));
        for (int i = 0; i < paths.Length; i++)
        {
            project = project.WithKconfig($"config S{i}\n\tbool \"s\"\n", paths[i]);
        }

        GeneratorRun run = GeneratorRun.Of(project);

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages().Concat(run.CompilerMessages()), Is.Empty);
            Assert.That(run.Generated.Keys, Is.EquivalentTo(new[]
            {
                "Config.a.b.Kconfig.g.cs", "Config.a.b.Kconfig.2.g.cs", "Config.A.b.Kconfig.3.g.cs", "Config.c_d.Kconfig.x_y.g.cs", "Config.e_é.Kconfig._.g.cs",
            }));
        });
    }

    [TestCase("My.Product", "Settings", "namespace My.Product;", "Settings.Kconfig.g.cs")]
    [TestCase("", "Config", "namespace Root;", "Config.Kconfig.g.cs")]
    public void The_project_names_the_class(string space, string name, string declared, string file)
    {
        GeneratorRun run = GeneratorRun.Of(new Project().WithKconfig("config A\n\tbool\n")
            .WithProperty("KconfigNamespace", space).WithProperty("KconfigClass", name).WithProperty("RootNamespace", "Root"));

        Assert.That(run.Generated[file], Does.Contain($"\n{declared}\n").And.Contain($"internal static partial class {name}\n"));
    }

    [Test]
    public void Without_any_property_the_class_is_Config_in_the_global_namespace()
    {
        Project project = new Project() with { Properties = ImmutableDictionary<string, string>.Empty };
        GeneratorRun run = GeneratorRun.Of(project.WithKconfig("config A\n\tbool\n"));

        Assert.That(run.Generated["Config.Kconfig.g.cs"], Does.Not.Contain("namespace").And.Contain("class Config\n"));
    }

    private static GeneratorRun Run(string kconfig) => GeneratorRun.Of(new Project().WithKconfig(kconfig));
}
