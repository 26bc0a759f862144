using System.Linq;

using IommuConfig.Kconfig;

namespace IommuConfig.Generators.Tests;

/// <summary>What the build tells the generator of the world: variables, what commands printed, where files are.</summary>
public sealed class BuildInputsTests
{
    private static readonly string s_place = "obj/kconfig.inputs";

    [Test]
    public void Any_text_survives_the_file()
    {
        BuildInputs inputs = new() { AllowsShell = true };
        inputs.Variables["A"] = "tab\t, line\nend\r, \\ and \\n; #";
        inputs.Variables["EMPTY"] = "";
        inputs.Commands["echo '\t'\necho"] = "\n\n";
        inputs.SimilarPaths["A/Kconfig"] = "a/Kconfig";

        BuildInputs read = BuildInputs.Parse(inputs.ToString());

        Assert.Multiple(() =>
        {
            Assert.That(read.AllowsShell, Is.True);
            Assert.That(read.Variables, Is.EquivalentTo(inputs.Variables));
            Assert.That(read.Commands, Is.EquivalentTo(inputs.Commands));
            Assert.That(read.SimilarPaths, Is.EquivalentTo(inputs.SimilarPaths));
            Assert.That(BuildInputs.Parse(new BuildInputs().ToString()).AllowsShell, Is.False);
        });
    }

    [Test]
    public void Variables_and_commands_answer_as_the_build_found_them()
    {
        BuildInputs inputs = new() { AllowsShell = true };
        inputs.Variables["BOARD"] = "alpha";
        inputs.Commands["uname -s"] = "Linux\n";

        GeneratorRun run = GeneratorRun.Of(With(inputs, "config A\n\tstring\n\tdefault \"$(BOARD) $(shell,uname -s)\"\n"));

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages(), Is.Empty);
            Assert.That(run.Generated["Config.Kconfig.g.cs"], Does.Contain("public const string A = \"alpha Linux\";"));
        });
    }

    [Test, Triggers("KC1028")]
    public void A_command_that_no_build_has_run_yet_is_named() =>
        Assert.That(
            GeneratorRun.Of(With(new BuildInputs { AllowsShell = true }, "config A\n\tstring\n\tdefault \"$(shell,uname -m)\"\n")).Messages(),
            Is.EqualTo(new[] { "KC1028 error -: The Kconfig tree asks for the output of 'uname -m', which no build has run yet: build the project" }));

    [Test]
    public void Commands_and_variables_that_nobody_allowed_or_passed_are_errors_at_their_places() =>
        Assert.That(
            GeneratorRun.Of(With(new BuildInputs(), "config A\n\tstring\n\tdefault \"$(HOME)\"\n\nconfig B\n\tstring\n\tdefault \"$(shell,pwd)\"\n")).Messages().Select(message => message[..30]),
            Is.EqualTo(new[] { "KC0059 error Kconfig(3,11)-(3,", "KC0057 error Kconfig(7,11)-(7," }));

    [Test]
    public void A_file_is_called_as_the_tree_sources_it_and_reported_where_it_is()
    {
        BuildInputs inputs = new();
        inputs.Variables["BOARDS"] = "BOARDS";
        GeneratorRun run = GeneratorRun.Of(With(inputs, "source \"$(BOARDS)/Kconfig\"\n")
            .With(new("/usr/share/boards/Kconfig", "source", "config A\n\tbool \"a\"\n\tdefault y\n\nnonsense\n") { Name = "BOARDS/Kconfig" }));

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages().Single(), Does.StartWith("KC0004 error /usr/share/boards/Kconfig(5,1)-(5,9): "));
            Assert.That(run.Generated["Config.BOARDS.Kconfig.g.cs"], Does.Contain("Defined at BOARDS/Kconfig:1.").And.Not.Contains("usr"));
        });
    }

    [Test]
    public void Of_a_missing_file_the_build_knows_another_in_a_different_case()
    {
        BuildInputs inputs = new();
        inputs.SimilarPaths["Drivers/Kconfig"] = "drivers/Kconfig";

        Assert.That(
            GeneratorRun.Of(With(inputs, "source \"Drivers/Kconfig\"\n")).Messages().Single(),
            Does.StartWith("KC0020 error Kconfig(1,8)-(1,25): ").And.EndsWith("did you mean 'drivers/Kconfig'?"));
    }

    private static Project With(BuildInputs inputs, string kconfig) => new Project().WithKconfig(kconfig).With(new(s_place, "inputs", inputs.ToString()));
}
