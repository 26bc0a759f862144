using System;
using System.Linq;
using System.Text;

using Microsoft.CodeAnalysis.Text;

namespace IommuConfig.Generators.Tests;

/// <summary>Whatever the files hold, the answer is a message at its place: never an exception, never a hang.</summary>
public sealed class MalformedInputTests
{
    private const string Config = "CONFIG_FIRST=y\nCONFIG_SECOND=y\nCONFIG_ARM=y\nCONFIG_ARM_MIXES=y\n";

    [TestCase("config\n", "KC0005 error Kconfig(1,")]
    [TestCase("config A\n\tbool \"open\n", "KC0003 warning Kconfig(2,7)-")]
    [TestCase("if A\nconfig B\n\tbool\n", "KC0007 error Kconfig(1,")]
    [TestCase("endif\n", "KC0008 error Kconfig(1,1)-")]
    [TestCase("nonsense here\n", "KC0004 error Kconfig(1,1)-")]
    [TestCase("source \"missing/Kconfig\"\n", "KC0020 error Kconfig(1,")]
    [TestCase("config A\n\tbool \"a\"\n\tdepends on B\nconfig B\n\tbool \"b\"\n\tdepends on A\n", "KC0048 error Kconfig(")]
    [TestCase("config A\n\tbool \"a\uFFFD\"\n", "KC0001 error Kconfig(2,9)-(2,10)")]
    public void A_mistake_in_a_Kconfig_file_is_reported_at_its_line(string kconfig, string expected)
    {
        Assert.That(GeneratorRun.Of(new Project().WithKconfig(kconfig)).Messages(), Has.Some.StartsWith(expected));
    }

    [Test]
    public void A_mistake_in_a_sourced_file_is_reported_in_that_file_wherever_the_tree_lies()
    {
        Project project = new Project()
            .With(new Project.Text("/src/board/Kconfig", "root", "source \"arm/Kconfig\"\n"))
            .With(new Project.Text("/src/board/arm/Kconfig", "source", "config A\n\tbool \"a\"\n\nbogus\n"));

        Assert.That(GeneratorRun.Of(project).Messages(), Has.One.StartsWith("KC0004 error /src/board/arm/Kconfig(4,1)-(4,6): "));
    }

    [TestCase("CONFIG_NOBODY=y\n", "KC0062 warning .config(1,")]
    [TestCase("CONFIG_A=maybe\n", "KC0063 warning .config(1,")]
    [TestCase("\nCONFIG_I=abc\n", "KC0063 warning .config(2,")]
    [TestCase("CONFIG_A\n", "KC0060 warning .config(1,")]
    [TestCase("CONFIG_A=y\nCONFIG_A=n\n", "KC0061 warning .config(2,")]
    [TestCase("CONFIG_A=y \uFFFD\n", "KC0001 error .config(1,12)-")]
    public void A_mistake_in_the_configuration_is_reported_at_its_line(string config, string expected)
    {
        Project project = new Project().WithKconfig("config A\n\tbool \"a\"\n\nconfig I\n\tint \"i\"\n").WithConfig(config);

        Assert.That(GeneratorRun.Of(project).Messages(), Has.Some.StartsWith(expected));
    }

    [TestCase("Kconfig", "root", "config A\n\tbool \"é\"\n", "KC0001 error Kconfig(2,8)-(2,9): ")]
    [TestCase("sub/Kconfig", "source", "config A\n\tbool \"é\"\n", "KC0001 error sub/Kconfig(2,8)-(2,9): ")]
    [TestCase(".config", "config", "# é\n", "KC0001 error .config(1,3)-(1,4): ")]
    public void A_file_that_the_compiler_had_to_guess_the_encoding_of_is_not_UTF8(string path, string role, string text, string expected)
    {
        foreach (Encoding encoding in new[] { Encoding.Latin1, Encoding.Unicode })
        {
            Project project = new Project()
                .WithKconfig("source \"sub/Kconfig\"\n").WithKconfig("", "sub/Kconfig").WithConfig("")
                .With(new Project.Text(path, role, SourceText.From(text, encoding)));

            Assert.That(GeneratorRun.Of(project).Messages(), Has.One.StartsWith(expected), encoding.WebName);
        }
    }

    [Test]
    public void A_file_of_another_encoding_that_the_tree_does_not_source_is_nobodys_business()
    {
        Project project = new Project().WithKconfig("").With(new Project.Text("old/Kconfig", "source", SourceText.From("é", Encoding.Latin1)));

        Assert.That(GeneratorRun.Of(project).Messages(), Is.Empty);
    }

    [Test]
    public void A_file_that_cannot_be_read_is_as_if_it_were_not_there()
    {
        Project project = new Project().WithKconfig("source \"sub/Kconfig\"\n").With(new Project.Text("sub/Kconfig", "source", (SourceText?)null));

        Assert.That(GeneratorRun.Of(project).Messages(), Has.One.StartsWith("KC0020 error Kconfig(1,"));
    }

    [Test]
    public void Empty_files_are_a_tree_without_symbols()
    {
        GeneratorRun run = GeneratorRun.Of(new Project().WithKconfig("").WithConfig(""));

        Assert.Multiple(() =>
        {
            Assert.That(run.Messages(), Is.Empty);
            Assert.That(run.Generated, Is.Empty);
        });
    }

    [Test]
    public void A_configuration_without_a_tree_configures_nothing()
    {
        GeneratorRun run = GeneratorRun.Of(new Project().WithConfig("CONFIG_A=y\n").WithSource("class C;"));

        Assert.That(run.Messages().Concat(run.Generated.Keys), Is.Empty);
    }

    [TestCase("if Y\n", "endif\n")]
    [TestCase("menu \"m\"\n", "endmenu\n")]
    public void Very_deep_nesting_is_refused(string open, string close)
    {
        string kconfig = "config Y\n\tdef_bool y\n" + string.Concat(Enumerable.Repeat(open, 20_000)) + string.Concat(Enumerable.Repeat(close, 20_000));

        Assert.That(GeneratorRun.Of(new Project().WithKconfig(kconfig)).Messages(), Has.Some.StartsWith("KC0009 error Kconfig("));
    }

    [TestCase("((((", "")]
    [TestCase("!!!!", "Y")]
    public void A_very_deep_expression_is_refused(string unit, string end)
    {
        string deep = string.Concat(Enumerable.Repeat(unit, 5_000)) + end;
        Project project = new Project().WithKconfig($"config Y\n\tbool \"y\"\n\tdepends on {deep}\n").WithSource(
            $"using IommuConfig;\n[HookContract] public interface INone;\n[DispatchTable(typeof(INone), DependsOn = \"{deep}\")] static partial class Hooks;", "Table.cs");

        Assert.That(GeneratorRun.Of(project).Messages(), Has.Some.StartsWith("KC0").And.Some.StartsWith("KC1018 error Table.cs(3,2)-"));
    }

    [Test, CancelAfter(120_000)]
    public void Random_damage_is_survived()
    {
        Random random = new(20_26);
        string[] pieces = ["\n", "\t", "\"", "\\", "(", ")", "&&", "!", "=", "$(x)", "config ", "if ", "endif\n", "choice\n", "endchoice\n", "help\n", "range ", "select ", "\0", "\uFFFD", "\uD800", "\r", "🙂", "source \"Kconfig\"\n", "99999999999999999999", "modules\n"];
        GeneratorRun run = GeneratorRun.Of(SmallContract.Project(Config));
        for (int i = 0; i < 300; i++)
        {
            Project whole = SmallContract.Project(Config);
            run = run.After(_ => (i % 3) switch
            {
                0 => whole.WithKconfig(Damage(SmallContract.Kconfig)),
                1 => whole.WithKconfig(Damage(SmallContract.RuntimeKconfig), "runtime/Kconfig"),
                _ => whole.WithConfig(Damage(Config)),
            });
            foreach (var diagnostic in run.GeneratorDiagnostics.Where(diagnostic => diagnostic.Id.StartsWith("KC0", StringComparison.Ordinal)))
            {
                Assert.That(diagnostic.Location.GetLineSpan().Path, Is.AnyOf("Kconfig", "runtime/Kconfig", ".config"), diagnostic.ToString());
            }

            Assert.That(run.GeneratorDiagnostics.Select(diagnostic => diagnostic.Id), Has.All.StartsWith("KC"));
        }

        string Damage(string text)
        {
            for (int n = random.Next(1, 6); n > 0; n--)
            {
                int at = random.Next(text.Length);
                int length = Math.Min(random.Next(12), text.Length - at);
                text = random.Next(3) switch
                {
                    0 => text.Remove(at, length),
                    1 => text.Insert(at, pieces[random.Next(pieces.Length)]),
                    _ => text.Insert(random.Next(text.Length), text.Substring(at, length)),
                };
            }

            return text;
        }
    }
}
