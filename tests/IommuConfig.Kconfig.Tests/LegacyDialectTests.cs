using System.Linq;

namespace IommuConfig.Kconfig.Tests;

/// <summary>The choices of <see cref="Dialect"/> that are those of Linux 4.11 only, each against the dialect of Linux 6.1.</summary>
public sealed class LegacyDialectTests
{
    [TestCase("config A\n\tdef_bool n\n", "A", false, true)]
    [TestCase("config A\n\tbool\n", "A", false, false)]
    public void A_default_of_n_is_written(string text, string name, bool isWritten61, bool isWrittenLegacy)
    {
        Assert.That(Written(text, name, Dialect.Linux61), Is.EqualTo(isWritten61));
        Assert.That(Written(text, name, Dialect.Legacy), Is.EqualTo(isWrittenLegacy));
    }

    [TestCase("config A\n\tdef_bool A\n", 1, 0, TestName = "A_cycle_is_only_reported")]
    [TestCase("config A\n\tbool\n\timply B\nconfig B\n\tbool\n\timply A\n", 1, 0, TestName = "Implies_make_no_cycle")]
    public void Errors(string text, int errors61, int errorsLegacy)
    {
        Assert.That(Load(text, Dialect.Linux61).Diagnostics.Count(d => d.Severity == KconfigSeverity.Error), Is.EqualTo(errors61));
        Assert.That(Load(text, Dialect.Legacy).Diagnostics.Count(d => d.Severity == KconfigSeverity.Error), Is.EqualTo(errorsLegacy));
    }

    [TestCase("config A\n\tdef_bool y\n\timply B\nconfig B\n\ttristate\n\tdepends on M\nconfig M\n\tdef_tristate m\nconfig MODULES\n\tdef_bool y\n\t", "m", "y", TestName = "A_dependency_does_not_limit_an_imply")]
    [TestCase("config B\n\tdef_bool A < \"n\"\nconfig A\n\tdef_tristate m\nconfig MODULES\n\tdef_bool y\n\t", "n", "y", TestName = "Logical_values_compare_as_letters")]
    [TestCase("config B\n\thex\n\tdefault 0x40\n\trange 0x1 20\nconfig MODULES\n\tdef_bool y\n\t", "20", "0x20", TestName = "A_bound_is_written_as_a_number")]
    public void Values(string text, string value61, string valueLegacy)
    {
        Assert.That(new Configuration(Load(text + "modules\n", Dialect.Linux61)).Value("B"), Is.EqualTo(value61));
        Assert.That(new Configuration(Load(text + "option modules\n", Dialect.Legacy)).Value("B"), Is.EqualTo(valueLegacy));
    }

    [Test]
    public void A_tree_without_a_title_is_a_configuration()
    {
        Assert.That(Load("", Dialect.Linux61).MainMenuText, Is.EqualTo("Main menu"));
        Assert.That(Load("", Dialect.Legacy).MainMenuText, Is.EqualTo("Configuration"));
    }

    private static bool Written(string text, string name, Dialect dialect) =>
        DotConfigWriter.Write(new Configuration(Load(text, dialect))).Contains(name + " is not set", System.StringComparison.Ordinal);

    private static KconfigTree Load(string text, Dialect dialect) =>
        KconfigTree.Load("Kconfig", new MemoryFiles([("Kconfig", text)]), new LoadOptions { Dialect = dialect });
}
