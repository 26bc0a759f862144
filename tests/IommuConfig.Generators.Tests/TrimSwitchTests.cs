namespace IommuConfig.Generators.Tests;

/// <summary>Symbols that are feature switches instead of constants.</summary>
public sealed class TrimSwitchTests
{
    private const string Tree = """
        config DIAGNOSTICS
            bool "diagnostics"

        config SIZE
            int "size"
            default 3

        choice
            prompt "store"

        config FILE
            bool "file"

        config SQL
            bool "sql"

        endchoice
        """;

    [Test]
    public void A_switch_has_the_value_of_the_configuration_until_somebody_sets_it()
    {
        const string Program = """
            namespace Sample;
            public static class Scenario
            {
                public static string Run() => $"{Config.DIAGNOSTICS} {Config.FILE} {Config.SQL} {Config.SIZE}";
            }
            """;
        Project project = With("DIAGNOSTICS|SQL").WithConfig("CONFIG_DIAGNOSTICS=y\n").WithSource(Program);

        Assert.That(GeneratorRun.Of(project).Execute(), Is.EqualTo("True True False 3"));
        System.AppContext.SetSwitch("Sample.Config.DIAGNOSTICS", false);
        Assert.That(GeneratorRun.Of(project).Execute(), Is.EqualTo("False True False 3"));
    }

    // The trimmer replaces the getter where the attribute is; the JIT folds the field behind a property that is read once.
    [Test]
    public void A_switch_is_a_property_that_is_read_once_and_names_itself_to_the_trimmer()
    {
        string text = GeneratorRun.Of(With("DIAGNOSTICS")).Generated["Config.Kconfig.g.cs"];

        Assert.That(text, Does.Contain("""
                #if NET9_0_OR_GREATER
                [global::System.Diagnostics.CodeAnalysis.FeatureSwitchDefinition("Sample.Config.DIAGNOSTICS")]
                #endif
                public static bool DIAGNOSTICS { get; } =
                    global::System.AppContext.TryGetSwitch("Sample.Config.DIAGNOSTICS", out bool value) ? value : false;
            """.Replace("\r", "")));
        Assert.That(text, Does.Contain("public const bool FILE = true;"));
    }

    [Test]
    public void With_a_member_of_a_choice_come_the_others()
    {
        string text = GeneratorRun.Of(With("SQL")).Generated["Config.Kconfig.g.cs"];

        Assert.That(text, Does.Contain("public static bool FILE { get; }").And.Contain("public static bool SQL { get; }").And.Contain("public const bool DIAGNOSTICS"));
    }

    [Test]
    public void What_can_be_no_switch_stays_a_constant() =>
        Assert.That(GeneratorRun.Of(With("SIZE|NOBODY")).Generated["Config.Kconfig.g.cs"], Does.Contain("public const int SIZE = 3;").And.Not.Contains("{ get; }"));

    private static Project With(string switches) => new Project().WithKconfig(Tree.Replace("    ", "\t")).WithProperty("KconfigTrimSwitches", switches);
}
