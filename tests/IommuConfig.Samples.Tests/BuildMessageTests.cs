using System.IO;
using System.Linq;
using System.Text;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>What a plain <c>dotnet build</c> says to somebody whose program, configuration or tree is wrong.</summary>
[NonParallelizable]
internal sealed class BuildMessageTests
{
    private readonly Clone _clone = SharedClone.Instance;

    [Test]
    public void A_call_of_a_vanished_hook_is_explained_beside_the_compilers_error()
    {
        string[] messages = Build("""
            namespace Passthrough;

            internal static class Caller
            {
                public static int Sleep(IommuConfig.Runtime.IommuPlatform platform) => IommuHooks.Suspend(platform);
            }
            """);

        Assert.That(messages, Has.Some.Contains("error CS0117"));
        string ours = messages.Single(message => message.Contains("error KC1030"));
        Assert.That(ours, Does.Contain("Caller.cs(5,").And.Contain("'Suspend'").And.Contain("IOMMU_MIXED=y (runtime/Kconfig:").And.Contain("set in arm_mixed_defconfig"));
    }

    [TestCase("internal static class Caller { private static readonly Sleeper<IommuHooks.Table>? s_sleeper; public static bool Has => s_sleeper is null; }")]
    [TestCase("internal sealed class Caller : Sleeper<IommuHooks.Table>;")]
    public void A_declaration_that_names_a_vanished_contract_is_explained_beside_the_compilers_error(string declaration)
    {
        string[] messages = Build($$"""
            namespace Passthrough;

            internal class Sleeper<THooks> where THooks : struct, IommuConfig.Runtime.IPowerHooks;

            {{declaration}}
            """);

        Assert.That(messages, Has.Some.Contains("error CS0315"));
        string ours = messages.Single(message => message.Contains("error KC1031"));
        Assert.That(ours, Does.Contain("Caller.cs(5,").And.Contain("IPowerHooks").And.Contain("Suspend takes no").And.Contain("IOMMU_MIXED=y (runtime/Kconfig:"));
    }

    [Test]
    public void A_configuration_that_does_not_exist_is_an_error_that_says_where_it_was_looked_for()
    {
        CommandResult result = _clone.Build("configs/x68_defconfig");

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Messages, Has.Some.Contains("error KC2001").And.Contain("x68_defconfig"));
    }

    [Test]
    public void The_dialect_is_the_projects_property_and_nothing_else()
    {
        CommandResult unknown = _clone.Dotnet("build", "samples/Passthrough", "--nologo", "-p:KconfigDialect=linux-2.6");
        Assert.That(unknown.ExitCode, Is.Not.Zero);
        Assert.That(unknown.Messages, Has.Some.Contains("error KC1027: There is no Kconfig dialect 'linux-2.6'").And.Contain("linux-6.1"));

        // An older dialect refuses what the younger one has.
        string path = _clone.PathOf("runtime/Kconfig");
        string before = File.ReadAllText(path);
        try
        {
            File.WriteAllText(path, before + "\nconfig OLD_NAME\n\tbool\n\ttransitional\n");

            Assert.That(_clone.Build("configs/x86_defconfig").Messages, Is.Empty);
            CommandResult older = _clone.Dotnet("build", "samples/Passthrough", "--nologo", "-p:KconfigConfig=configs/x86_defconfig", "-p:KconfigDialect=linux-6.1");
            Assert.That(older.Messages, Has.Some.Match(@"runtime/Kconfig\(\d+,2\): error KC0004: .*transitional"));
        }
        finally
        {
            File.WriteAllText(path, before);
        }
    }

    [Test]
    public void Mistakes_in_a_configuration_are_reported_at_their_lines()
    {
        _clone.Write("samples/Passthrough/configs/wrong", "CONFIG_EXPRT=y\nCONFIG_X86=maybe\nnonsense\n");

        CommandResult result = _clone.Build("configs/wrong");

        Assert.That(result.Messages, Has.Some.Match(@"configs/wrong\(1,\d+\): (warning|error) KC0\d+: .*EXPRT.*EXPERT"));
        Assert.That(result.Messages, Has.Some.Match(@"configs/wrong\(2,\d+\): (warning|error) KC0\d+: .*maybe"));
        Assert.That(result.Messages, Has.Some.Match(@"configs/wrong\(3,\d+\): (warning|error) KC0\d+: "));
    }

    [Test]
    public void A_file_that_is_not_UTF8_is_reported_at_its_first_bad_byte()
    {
        byte[] text = Encoding.Latin1.GetBytes("CONFIG_EXPERT=y\n# caf\u00e9\n");
        File.WriteAllBytes(_clone.PathOf("samples/Passthrough/configs/latin1"), text);

        Assert.That(_clone.Build("configs/latin1").Messages, Has.Some.Match(@"configs/latin1\(2,6\): error KC0001: "));
    }

    [Test]
    public void A_malformed_tree_is_reported_at_its_place()
    {
        string path = _clone.PathOf("runtime/Kconfig");
        string before = File.ReadAllText(path);
        try
        {
            File.WriteAllText(path, before.Replace("config HAS_PCI\n\tbool\n", "config HAS_PCI\n\tboool\n"));

            CommandResult result = _clone.Build("configs/x86_defconfig");

            Assert.That(result.ExitCode, Is.Not.Zero);
            Assert.That(result.Messages, Has.Some.Match(@"runtime/Kconfig\(\d+,2\): error KC0004: .*boool.*bool"));
        }
        finally
        {
            File.WriteAllText(path, before);
        }
    }

    private string[] Build(string source)
    {
        _clone.Write("samples/Passthrough/Caller.cs", source);
        try
        {
            CommandResult result = _clone.Build("configs/arm_mixed_defconfig");
            Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
            return result.Messages;
        }
        finally
        {
            File.Delete(_clone.PathOf("samples/Passthrough/Caller.cs"));
        }
    }
}
