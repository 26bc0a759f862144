namespace IommuConfig.Generators.Tests;

/// <summary>What is wrong with how the project names its configuration, and with symbols that cannot be constants.</summary>
public sealed class ConstantsDiagnosticsTests
{
    [Test, Triggers("KC1023")]
    public void Of_two_symbols_with_one_name_in_CSharp_the_first_has_the_constant()
    {
        GeneratorRun run = GeneratorRun.Of(new Project().WithKconfig("config A-B\n\tbool \"one\"\n\tdefault y\n\nconfig A_B\n\tint \"other\"\n"));

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages(), Is.EqualTo(new[]
            {
                "KC1023 warning Kconfig(5,1)-(5,11): Symbol 'A_B' has no constant, because 'A-B' (Kconfig:1) becomes the same C# name 'A_B': rename one of them",
            }));
            Assert.That(run.Generated["Config.Kconfig.g.cs"], Does.Contain("public const bool A_B = true;").And.Not.Contains("int A_B"));
            Assert.That(run.CompilerMessages(), Is.Empty);
        });
    }

    [Test]
    public void A_symbol_named_like_the_class_has_no_constant()
    {
        GeneratorRun run = GeneratorRun.Of(new Project().WithKconfig("config Config\n\tbool \"one\"\n"));

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages(), Is.EqualTo(new[]
            {
                "KC1023 warning Kconfig(1,1)-(1,14): Symbol 'Config' has no constant, because the class of constants is called 'Config' too: rename the symbol, or set KconfigClass",
            }));
            Assert.That(run.CompilerMessages(), Is.Empty);
        });
    }

    [TestCase("KconfigClass", "My-Config")]
    [TestCase("KconfigClass", "class")]
    [TestCase("KconfigNamespace", "My.Product.2")]
    [TestCase("KconfigNamespace", "My..Product")]
    [TestCase("KconfigNamespace", "My.namespace")]
    [Triggers("KC1024")]
    public void Names_of_the_class_and_the_namespace_are_names(string property, string value)
    {
        GeneratorRun run = GeneratorRun.Of(new Project().WithKconfig("config A\n\tbool \"one\"\n").WithProperty(property, value));

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages(), Is.EqualTo(new[] { $"KC1024 error -: The property {property} is '{value}', which is not a C# name: set it to one" }));
            Assert.That(run.Generated, Is.Empty);
        });
    }

    [Test, Triggers("KC1025")]
    public void A_build_has_one_configuration()
    {
        Project project = new Project().WithKconfig("config A\n\tbool \"one\"\n").WithConfig("", "b_defconfig").WithConfig("CONFIG_A=y\n", "a_defconfig");

        Assert.That(GeneratorRun.Of(project).Messages(), Is.EqualTo(new[]
        {
            "KC1025 error b_defconfig(1,1)-(1,1): 'a_defconfig' and 'b_defconfig' are both given as the configuration of this project: a build has one. Set KconfigConfig to it.",
        }));
    }

    [Test, Triggers("KC1027")]
    public void A_dialect_is_one_of_those_there_are_and_nothing_else_is_said_of_the_tree()
    {
        Project project = new Project().WithKconfig("config A\n\tboolean \"one\"\n").WithConfig("CONFIG_B=y\n").WithProperty("KconfigDialect", "Legacy");

        Assert.That(GeneratorRun.Of(project).Messages(), Is.EqualTo(new[]
        {
            "KC1027 error -: There is no Kconfig dialect 'Legacy': set KconfigDialect to one of linux, linux-6.1, legacy",
        }));
    }

    [TestCase("int", "18446744073709551616")]
    [TestCase("hex", "0x1FFFFFFFFFFFFFFFF")]
    [Triggers("KC1026")]
    public void A_number_beyond_64_bits_has_no_constant_rather_than_a_wrong_one(string type, string value)
    {
        GeneratorRun run = GeneratorRun.Of(new Project().WithKconfig($"config BIG\n\t{type} \"big\"\n\tdefault {value}\n"));

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages(), Is.EqualTo(new[]
            {
                $"KC1026 error Kconfig(1,1)-(1,11): The value {value} of symbol 'BIG' does not fit into 64 bits, so it has no constant: "
                    + "correct the value, or make the symbol a string",
            }));
            Assert.That(run.Generated.Values, Has.None.Contains("public const"));
        });
    }

    [Test]
    public void An_int_beyond_long_is_a_ulong()
    {
        GeneratorRun run = GeneratorRun.Of(new Project().WithKconfig("config BIG\n\tint \"big\"\n\tdefault 18446744073709551615\n"));

        Assert.That(run.Messages(), Is.Empty);
        Assert.That(run.Generated["Config.Kconfig.g.cs"], Does.Contain("public const ulong BIG = 18446744073709551615UL;"));
    }
}
