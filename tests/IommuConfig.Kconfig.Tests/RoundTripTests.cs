using IommuConfig.Kconfig.Tests.Printing;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

// FsCheck supplies the arguments; the analyzer knows only NUnit's own sources.
#pragma warning disable NUnit1027

namespace IommuConfig.Kconfig.Tests;

/// <summary>What users expect of configuration files, for trees of everything that a dialect has.</summary>
public sealed class RoundTripTests
{
    [Property(MaxTest = 400)]
    public void Bringing_up_to_date_what_is_up_to_date_changes_nothing(int seed) => CheckUpdate(seed, Dialect.Linux);

    [Property(MaxTest = 400)]
    public void Bringing_up_to_date_what_is_up_to_date_changes_nothing_in_Linux_6_1(int seed) => CheckUpdate(seed, Dialect.Linux61);

    [Property(MaxTest = 400)]
    public void A_saved_defconfig_restores_the_configuration(int seed) => CheckDefConfig(seed, Dialect.Linux);

    [Property(MaxTest = 400)]
    public void A_saved_defconfig_restores_the_configuration_in_Linux_6_1(int seed) => CheckDefConfig(seed, Dialect.Linux61);

    private static void CheckUpdate(int seed, Dialect dialect)
    {
        if (Make(seed, dialect) is var (tree, config))
        {
            string first = DotConfigWriter.Write(Kconfigs.Configure(tree, config));
            Assert.That(DotConfigWriter.Write(Kconfigs.Configure(tree, first)), Is.EqualTo(first), tree + "\n" + config);
        }
    }

    private static void CheckDefConfig(int seed, Dialect dialect)
    {
        if (Make(seed, dialect) is var (tree, config))
        {
            Configuration configuration = Kconfigs.Configure(tree, config);
            string written = DotConfigWriter.Write(configuration);
            string least = SaveDefConfigWriter.Write(configuration);
            Assert.That(DotConfigWriter.Write(Kconfigs.Configure(tree, least)), Is.EqualTo(written), tree + "\n" + config + "\nleast:\n" + least);
        }
    }

    private static (KconfigTree Tree, string Config)? Make(int seed, Dialect dialect)
    {
        var random = new EveryConstruct(seed, dialect);
        KconfigTree tree = KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", random.Tree)), new LoadOptions { Dialect = dialect });
        return tree.HasErrors ? null : (tree, random.Config());
    }
}
