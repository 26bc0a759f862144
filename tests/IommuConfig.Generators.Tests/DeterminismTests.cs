using System.Collections.Immutable;
using System.Linq;

namespace IommuConfig.Generators.Tests;

/// <summary>The same inputs give the same bytes, whatever the order, the machine or the line ends.</summary>
public sealed class DeterminismTests
{
    private const string Config = "CONFIG_FIRST=y\nCONFIG_SECOND=y\nCONFIG_ARM=y\nCONFIG_TIMEOUT=60\n";

    [Test]
    public void The_order_of_the_files_does_not_matter()
    {
        Project project = SmallContract.Project(Config);

        Assert.That(
            GeneratorRun.Of(project with { Texts = [.. project.Texts.Reverse()] }).Generated,
            Is.EqualTo(GeneratorRun.Of(project).Generated));
    }

    [Test]
    public void Line_ends_of_Kconfig_files_and_sources_do_not_matter()
    {
        Project project = SmallContract.Project(Config);
        Project windows = project with
        {
            Sources = [.. project.Sources.Select(source => (source.Path, Windows(source.Text)))],
            Texts = [.. project.Texts.Select(text => new Project.Text(text.Path, text.Role, Windows(text.GetText()!.ToString())))],
        };
        GeneratorRun run = GeneratorRun.Of(windows);

        Assert.Multiple(() =>
        {
            Assert.That(run.Generated, Is.EqualTo(GeneratorRun.Of(project).Generated));
            Assert.That(run.Messages(), Is.Empty);
        });

        static string Windows(string text) => text.Replace("\n", "\r\n", System.StringComparison.Ordinal);
    }

    [Test]
    public void Where_the_project_lies_does_not_matter()
    {
        Project project = SmallContract.Project(Config);
        ImmutableArray<Project.Text> elsewhere = [.. project.Texts.Select(text => new Project.Text("C:\\home\\me\\" + text.Path.Replace('/', '\\'), text.Role, text.GetText()))];

        Assert.That(GeneratorRun.Of(project with { Texts = elsewhere }).Generated, Is.EqualTo(GeneratorRun.Of(project).Generated));
    }

    [Test]
    public void No_output_holds_a_carriage_return_a_tab_a_date_or_a_version()
    {
        foreach ((string name, string text) in GeneratorRun.Of(SmallContract.Project(Config)).Generated)
        {
            Assert.That(text, Does.Not.Match(@"[\r\t]|20\d\d|\d+\.\d+\.\d+| \n").And.EndsWith("}\n"), name);
        }
    }
}
