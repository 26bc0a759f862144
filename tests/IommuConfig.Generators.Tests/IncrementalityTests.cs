using System;
using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Configuration;
using IommuConfig.Kconfig;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Tests;

/// <summary>What runs again after which edit: an editor pays for it at every keystroke.</summary>
public sealed class IncrementalityTests
{
    private const string Config = "CONFIG_FIRST=y\nCONFIG_SECOND=y\nCONFIG_ARM=y\nCONFIG_TIMEOUT=60\n";
    private const string RootConstants = "Config.Kconfig.g.cs";
    private const string RuntimeConstants = "Config.runtime.Kconfig.g.cs";

    // A second table, which reads one symbol of the root file and none of the other's.
    private const string Other = """
        using IommuConfig;

        namespace Sample;

        [HookContract]
        public interface IOther
        {
            [Hook(DependsOn = "HAS_PCI")] static abstract int Probe(Device device);
        }

        [DispatchTable(typeof(IOther))]
        internal static partial class Others;

        """;

    [Test]
    public void An_edit_of_a_body_emits_nothing_and_resolves_nothing()
    {
        GeneratorRun run = Edit(project => project.WithSource("namespace Sample;\nclass Body { int M() => 2; }\n", "Body.cs"));

        AssertEmitted(run);
        Assert.That(Steps.Reasons(run), Is.SupersetOf(new Dictionary<string, string>
        {
            [TrackingNames.KconfigInputs] = "Unchanged Unchanged Unchanged",
            [TrackingNames.KconfigTreeFiles] = "Cached",
            [TrackingNames.KconfigTree] = "Cached",
            [TrackingNames.Configuration] = "Cached",
            [TrackingNames.ConfigurationDiagnostics] = "Cached",
            [TrackingNames.ConstantsFiles] = "Cached Cached",
            [TrackingNames.TableDeclaration] = "Unchanged Unchanged",
            [TrackingNames.TableResolution] = "Cached Cached",
            [TrackingNames.TableDiagnostics] = "Cached",
            [TrackingNames.ResolvedTable] = "Cached Cached",
            [TrackingNames.AmbiguousTableNames] = "Cached",
        }));
    }

    [Test]
    public void A_comment_above_a_table_moves_its_place_and_emits_nothing()
    {
        GeneratorRun run = Edit(project => project.WithSource("// A comment.\n\n" + SmallContract.Table, "Table.cs"));

        AssertEmitted(run);
        Assert.That(Steps.Reasons(run)[TrackingNames.ResolvedTable], Is.EqualTo("Cached Cached"));
    }

    [Test]
    public void Reordered_lines_of_the_configuration_emit_nothing()
    {
        GeneratorRun run = Edit(project => project.WithConfig(string.Join("\n", Config.Split('\n').Reverse())));

        AssertEmitted(run);
        Assert.That(Steps.Reasons(run), Is.SupersetOf(new Dictionary<string, string>
        {
            [TrackingNames.KconfigTreeFiles] = "Unchanged",
            [TrackingNames.KconfigTree] = "Cached",
            [TrackingNames.Configuration] = "Modified",
            [TrackingNames.ConfigurationDiagnostics] = "Unchanged",
            [TrackingNames.ConstantsFiles] = "Cached Cached",
            [TrackingNames.TableDeclaration] = "Unchanged Unchanged",
            [TrackingNames.TableResolution] = "Unchanged Unchanged",
            [TrackingNames.TableDiagnostics] = "Cached",
            [TrackingNames.ResolvedTable] = "Cached Cached",
        }));
    }

    [Test]
    public void A_help_text_emits_the_constants_of_its_file()
    {
        GeneratorRun run = Edit(project => project.WithKconfig(SmallContract.RuntimeKconfig.Replace("First line", "Another line", StringComparison.Ordinal), "runtime/Kconfig"));

        AssertEmitted(run, RuntimeConstants);
        Assert.That(Steps.Reasons(run), Is.SupersetOf(new Dictionary<string, string>
        {
            [TrackingNames.KconfigInputs] = "Unchanged Modified Unchanged",
            [TrackingNames.KconfigTreeFiles] = "Modified",
            [TrackingNames.KconfigTree] = "Modified",
            [TrackingNames.ConstantsFiles] = "Unchanged Modified",
            [TrackingNames.TableResolution] = "Unchanged Unchanged",
        }));
    }

    [Test]
    public void A_file_is_parsed_once_for_each_edit_of_it()
    {
        GeneratorRun run = GeneratorRun.Of(Start());
        KconfigTree first = Tree(run);
        KconfigTree second = Tree(run.After(project => project.WithKconfig("\n" + SmallContract.RuntimeKconfig, "runtime/Kconfig")));

        Assert.That(second.Files.Select(file => file.Path), Is.EqualTo(new[] { "Kconfig", "runtime/Kconfig" }));
        Assert.That(second.Files[0], Is.SameAs(first.Files[0]));
        Assert.That(second.Files[1], Is.Not.SameAs(first.Files[1]));

        static KconfigTree Tree(GeneratorRun run) =>
            ((LoadedTree)run.Result.Results.Single().TrackedSteps[TrackingNames.KconfigTree].Single().Outputs.Single().Value).Tree;
    }

    [Test]
    public void Lines_that_move_emit_the_constants_of_their_file_and_the_tables_that_quote_them()
    {
        GeneratorRun run = Edit(project => project.WithKconfig("\n" + SmallContract.RuntimeKconfig, "runtime/Kconfig"));

        AssertEmitted(run, RuntimeConstants, "Hooks.g.cs");
    }

    [Test]
    public void Lines_that_move_below_what_a_table_quotes_do_not_touch_the_table()
    {
        GeneratorRun run = Edit(project => project.WithKconfig(
            SmallContract.RuntimeKconfig.Replace("choice\n\tprompt", "\nchoice\n\tprompt", StringComparison.Ordinal), "runtime/Kconfig"));

        AssertEmitted(run, RuntimeConstants);
    }

    [Test]
    public void A_symbol_emits_the_constants_of_its_file_and_the_tables_that_read_it()
    {
        AssertEmitted(Edit(project => project.WithConfig(Config + "CONFIG_HAS_PCI=y\n")), RootConstants, "Hooks.g.cs", "Others.g.cs");
        AssertEmitted(Edit(project => project.WithConfig(Config + "# CONFIG_SECOND is not set\n")), RuntimeConstants, "Hooks.g.cs");
        AssertEmitted(Edit(project => project.WithConfig(Config + "CONFIG_BASE=0x1\n")), RuntimeConstants);
    }

    [Test]
    public void Another_dialect_reads_the_tree_again_and_emits_what_it_changes()
    {
        Project start = new Project().WithKconfig("config N\n\tint \"number\"\n\trange 1 9\n\tdefault 4\n").WithConfig("CONFIG_N=10\n");
        GeneratorRun run = GeneratorRun.Of(start).After(project => project.WithProperty("KconfigDialect", "linux-6.1"));

        AssertEmitted(run, RootConstants);
        Assert.That(Steps.Reasons(run), Is.SupersetOf(new Dictionary<string, string>
        {
            [TrackingNames.KconfigInputs] = "Unchanged Unchanged",
            [TrackingNames.KconfigDialect] = "Modified",
            [TrackingNames.KconfigTreeFiles] = "Cached",
            [TrackingNames.KconfigTree] = "Modified",
        }));

        AssertEmitted(run.After(project => project.WithProperty("KconfigDialect", "linux-6.1").WithProperty("RootNamespace", "Other")));
        AssertEmitted(run.After(project => project.WithProperty("KconfigDialect", "linux")), RootConstants);
    }

    [Test]
    public void A_new_hook_emits_its_table()
    {
        GeneratorRun run = Edit(project => project.WithSource(
            Other.Replace("[Hook(DependsOn", "static abstract int More(Device device);\n    [Hook(DependsOn", StringComparison.Ordinal), "Other.cs"));

        AssertEmitted(run, "Others.g.cs");
        Assert.That(Steps.Reasons(run), Is.SupersetOf(new Dictionary<string, string>
        {
            [TrackingNames.ConstantsFiles] = "Cached Cached",
            [TrackingNames.TableDeclaration] = "Modified Unchanged",
            [TrackingNames.ResolvedTable] = "Modified Cached",
            [TrackingNames.AmbiguousTableNames] = "Cached",
        }).Or.SupersetOf(new Dictionary<string, string>
        {
            [TrackingNames.ConstantsFiles] = "Cached Cached",
            [TrackingNames.TableDeclaration] = "Unchanged Modified",
            [TrackingNames.ResolvedTable] = "Cached Modified",
            [TrackingNames.AmbiguousTableNames] = "Cached",
        }), string.Join("\n", Steps.Reasons(run)));
    }

    [Test]
    public void A_new_table_emits_itself_and_no_constants()
    {
        GeneratorRun run = Edit(project => project.WithSource(
            Other.Replace("IOther", "IThird", StringComparison.Ordinal).Replace("Others", "Thirds", StringComparison.Ordinal), "Third.cs"));

        // The other tables may change places with it, which counts as an edit of each.
        Assert.That(Steps.Emitted(run), Has.Member("Thirds.g.cs").And.None.StartsWith("Config."));
        Assert.That(Steps.Reasons(run)[TrackingNames.AmbiguousTableNames], Is.EqualTo("Unchanged"));
    }

    [TestCase("CONFIG_SECOND=n", "CONFIG_TIMEOUT=1000", "CONFIG_DRIVER=y", "CONFIG_BANNER=\"\"")]
    [TestCase("CONFIG_BASE=0xFFFFFFFFFFFFFFFFF", "CONFIG_BASE=0x1", "CONFIG_BASE=0xFFFFFFFFFFFFFFFFF")]
    public void After_any_edits_of_values_the_text_is_that_of_a_clean_run(params string[] lines)
    {
        GeneratorRun run = GeneratorRun.Of(Start());
        foreach (string line in lines)
        {
            run = run.After(project => project.WithConfig(Config + line + "\n"));

            run.AssertAsClean(line);
        }
    }

    [TestCase("linux")]
    [TestCase("linux-6.1")]
    public void After_a_small_edit_only_what_hangs_on_it_is_computed_and_all_is_as_in_a_clean_run(string dialect)
    {
        GeneratorRun run = GeneratorRun.Of(Start().WithProperty("KconfigDialect", dialect));
        foreach ((string config, string edit) in new[]
        {
            (Config.Replace("SECOND=y", "SECOND=n", StringComparison.Ordinal), "a bool"),
            ("\n# More.\n" + Config.Replace("ARM=y", "ARM=n", StringComparison.Ordinal), "lines that move"),
            ("\n# More.\n" + Config.Replace("ARM=y", "ARM=n\nCONFIG_THIRD=y", StringComparison.Ordinal), "a value without effect"),
            ("\n" + Config.Replace("ARM=y", "ARM=n\nCONFIG_THIRD=y", StringComparison.Ordinal), "a message that moves"),
            (Config + "CONFIG_BASE=0xFFFFFFFFFFFFFFFFF\n", "a number too large"),
            (Config + "CONFIG_BASE=0xFFFFFFFFFFFFFFFFE\nCONFIG_DRIVER=y\n", "another"),
            (Config + "CONFIG_BASE=0x1\nCONFIG_BANNER=\"\"\n", "a number that fits"),
            (Config + "CONFIG_ARM_MIXES=y\n", "a select"),
        })
        {
            run = run.After(project => project.WithConfig(config));

            Assert.That(Evaluated(run).Changes?.Symbols, Is.Not.Null.And.Count.LessThan(8), edit);
            run.AssertAsClean(edit);
        }
    }

    [Test]
    public void After_an_edit_that_is_not_simple_everything_is_computed_and_all_is_as_in_a_clean_run()
    {
        GeneratorRun run = GeneratorRun.Of(Start());
        foreach ((string config, bool isSimple) in new[]
        {
            (Config + "CONFIG_SECOND=n\n", false),
            (Config, false),
            (Config + "CONFIG_BANNER=\"\"\n", true),
            (Config + "CONFIG_MISSING=y\n", false),
            (Config + "CONFIG_MODULES=n\n", false),
            (Config + "CONFIG_MODULES=n\nCONFIG_TIMEOUT=7\n", false),
            (Config + "CONFIG_MODULES=y\n", false),
            (Config + "CONFIG_MODULES=y\nCONFIG_QUARANTINE_BASIC=y\n", true),
        })
        {
            run = run.After(project => project.WithConfig(config));

            Assert.That(Evaluated(run).Changes is not null, Is.EqualTo(isSimple), config);
            run.AssertAsClean(config);
        }
    }

    [Test]
    public void Beyond_32_Kconfig_files_several_share_a_generated_file_and_a_value_still_emits_only_one()
    {
        Project start = Enumerable.Range(0, 100).Aggregate(
            new Project().WithKconfig(string.Concat(Enumerable.Range(0, 100).Select(i => $"source \"sub{i}/Kconfig\"\n"))),
            (project, i) => project.WithKconfig($"config OPTION{i}\n\tbool \"option\"\n", $"sub{i}/Kconfig"));
        GeneratorRun run = GeneratorRun.Of(start);

        Assert.That(run.Generated, Has.Count.LessThanOrEqualTo(32));
        Assert.That(
            Enumerable.Range(0, 100).Where(i => run.Generated.Values.Count(text => text.Contains($" OPTION{i} = false;", StringComparison.Ordinal)) != 1),
            Is.Empty);

        run.After(project => project.WithConfig("CONFIG_OPTION7=y\n"));

        Assert.That(Steps.Emitted(run), Has.Count.EqualTo(1));
        Assert.That(run.Generated[Steps.Emitted(run)[0]], Does.Contain(" OPTION7 = true;"));
    }

    [Test]
    public void Every_step_has_a_name_that_is_used()
    {
        GeneratorRun run = GeneratorRun.Of(Start());

        Assert.That(
            typeof(TrackingNames).GetFields().Select(field => field.Name),
            Is.EquivalentTo(Steps.Reasons(run).Keys));
    }

    [Test]
    public void No_step_holds_on_to_the_compiler()
    {
        GeneratorRun run = GeneratorRun.Of(Start());
        List<string> found = [];
        foreach ((string name, var steps) in run.Result.Results.Single().TrackedSteps.Where(step => typeof(TrackingNames).GetField(step.Key) is not null))
        {
            foreach ((object value, _) in steps.SelectMany(step => step.Outputs))
            {
                found.AddRange(ModelWalk.CompilerObjects(value).Select(path => $"{name}{path}"));
            }
        }

        Assert.That(found, Is.Empty);
    }

    private static ConfigurationSnapshot Evaluated(GeneratorRun run) =>
        (ConfigurationSnapshot)run.Result.Results.Single().TrackedSteps[TrackingNames.Configuration].Single().Outputs.Single().Value;

    private static Project Start() => SmallContract.Project(Config)
        .WithSource(Other, "Other.cs")
        .WithSource("namespace Sample;\nclass Body { int M() => 1; }\n", "Body.cs");

    private static GeneratorRun Edit(Func<Project, Project> edit) => GeneratorRun.Of(Start()).After(edit);

    private static void AssertEmitted(GeneratorRun run, params string[] files) =>
        Assert.That(Steps.Emitted(run), Is.EqualTo(files), string.Join("\n", Steps.Reasons(run)));
}
