using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig.Commands;

using Mono.Cecil;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>The editions of the sample FeatureFlags, built side by side.</summary>
[NonParallelizable]
internal sealed class EditionTests
{
    private const string Common = "opened #1 The printer is on fire\nopened #2 A new keyboard\nclosed #2 A new keyboard\n#1 The printer is on fire\n";

    private static readonly string[] s_optional = ["FileStore", "LogStore", "MemoryStore", "AuditTrail"];

    private readonly FeatureFlagsSample _sample = new(SharedClone.Instance);

    [OneTimeSetUp]
    public void Build_all_editions_with_one_command() => _sample.BuildEditions();

    [TestCase("community", "Help desk, Community edition, tickets in FileStore (of FileStore)\n", "")]
    [TestCase("professional", "Help desk, Professional edition, tickets in LogStore (of LogStore)\n", "#2 A new keyboard\n")]
    public void An_edition_does_what_it_is_configured_to_do(string edition, string first, string more) =>
        Assert.That(FeatureFlagsSample.Demonstrate(_sample.ProgramOf(edition)), Is.EqualTo(first + Common + more));

    [TestCase]
    [TestCase("--store", "MemoryStore")]
    public void The_edition_with_two_stores_asks_which(params string[] arguments)
    {
        string store = arguments.LastOrDefault() ?? "LogStore";
        string output = FeatureFlagsSample.Demonstrate(_sample.ProgramOf("enterprise"), arguments);

        Assert.That(output, Does.StartWith($"Help desk, Enterprise edition, tickets in {store} (of LogStore, MemoryStore)\n{Common}#2 A new keyboard\n"));
        Assert.That(output, Does.Contain("\nnothing is older than 8 hours\n"));
        Assert.That(output, Does.Match("Z .+: opened #1 The printer is on fire\n.+: opened #2 A new keyboard\n.+: closed #2 A new keyboard\n"));
        Assert.That(output, Does.Match("diagnostics: 7 command\\(s\\), the longest took [0-9.]+ ms\n$"));
    }

    [Test]
    public void A_command_of_another_edition_does_not_exist()
    {
        string folder = Directory.CreateDirectory(_sample.PathOf("bin/here")).FullName;
        CommandResult result = FeatureFlagsSample.Run(_sample.ProgramOf("community"), folder, "find", "printer");

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Output, Does.EndWith("the Community edition has no command 'find'\n"));
    }

    [TestCase("community", "tickets.txt")]
    [TestCase("professional", "tickets.log")]
    public void Tickets_are_kept_between_runs(string edition, string file)
    {
        string folder = Directory.CreateDirectory(_sample.PathOf($"bin/kept-{edition}")).FullName;
        string program = _sample.ProgramOf(edition);
        foreach (string[] command in new[] { new[] { "open", "Grüße" }, ["open", "Second"], ["close", "2"], ["open", "Third"] })
        {
            Assert.That(FeatureFlagsSample.Run(program, folder, command).ExitCode, Is.Zero);
        }

        Assert.That(FeatureFlagsSample.Run(program, folder, "list").Output, Does.EndWith("\n#1 Grüße\n#3 Third\n"));
        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.EqualTo(new[] { file }));
    }

    [TestCase("community", "FileStore")]
    [TestCase("professional", "LogStore")]
    [TestCase("enterprise", "LogStore", "MemoryStore", "AuditTrail")]
    public void An_edition_holds_no_type_of_what_was_not_configured(string edition, params string[] configured)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(_sample.ProgramOf(edition));
        HashSet<string> types = [.. module.GetTypes().Select(type => type.Name)];

        Assert.That(s_optional.Where(types.Contains), Is.EquivalentTo(configured));
    }

    [Test]
    public void An_edition_cannot_be_what_it_must_not_be()
    {
        File.WriteAllText(_sample.PathOf("configs/mine"), "CONFIG_ENTERPRISE=y\n# CONFIG_AUDIT is not set\n");

        CommandResult result = SharedClone.Instance.Dotnet("build", FeatureFlagsSample.Project, "--nologo", "-p:KconfigConfig=configs/mine");

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Messages, Has.Some.Match(@"configs/mine\(2,1\): error KC0073: 'AUDIT' was set to n but is y: it is selected by 'ENTERPRISE' \(Kconfig:21\)"));
    }

    [Test]
    public void What_is_a_constant_is_in_the_code_as_a_number()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(_sample.ProgramOf("enterprise"));
        TypeDefinition store = module.GetType("HelpDesk.Stores.LogStore");

        Assert.That(store.Methods.SelectMany(method => method.Body.Instructions).Select(instruction => instruction.Operand), Does.Contain(4096));
        Assert.That(module.GetMemberReferences().Select(member => member.Name), Has.None.EqualTo("CACHE_SIZE"));
    }

    [Test]
    public void A_feature_switch_of_a_program_that_was_not_trimmed_is_turned_on_beside_it()
    {
        string program = _sample.ProgramOf("community");
        string settings = Path.ChangeExtension(program, ".runtimeconfig.json");
        string before = File.ReadAllText(settings);
        Assert.That(before, Does.Contain("\"HelpDesk.Config.DIAGNOSTICS\": false"));
        try
        {
            File.WriteAllText(settings, before.Replace("\"HelpDesk.Config.DIAGNOSTICS\": false", "\"HelpDesk.Config.DIAGNOSTICS\": true"));

            Assert.That(FeatureFlagsSample.Demonstrate(program), Does.Contain("diagnostics: 4 command(s)"));
        }
        finally
        {
            File.WriteAllText(settings, before);
        }
    }
}
