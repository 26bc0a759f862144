using System;
using System.IO;
using System.Linq;
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

    [Property(MaxTest = 300)]
    public void Applying_a_file_gives_what_the_C_program_makes_of_it(int seed)
    {
        foreach (Dialect dialect in new[] { Dialect.Linux, Dialect.Linux61 })
        {
            var random = new EveryConstruct(seed, dialect);
            KconfigTree tree = KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", random.Tree)), new LoadOptions { Dialect = dialect });
            if (tree.HasErrors)
            {
                continue;
            }

            string config = random.Config();
            string folder = Directory.CreateTempSubdirectory("apply").FullName;
            File.WriteAllText(Path.Combine(folder, ".config"), config);
            var files = new ConfigurationFiles(new Configuration(tree), _ => null, null, folder);
            ConfigFileReader.Read(files, null);
            Directory.Delete(folder, recursive: true);
            Assert.That(DotConfigWriter.Write(Kconfigs.Configure(tree, config)), Is.EqualTo(DotConfigWriter.Write(files.Configuration)), dialect + "\n" + tree + "\n" + config);
        }
    }

    private static void CheckUpdate(int seed, Dialect dialect)
    {
        if (Make(seed, dialect) is var (tree, config))
        {
            Configuration configuration = Kconfigs.Configure(tree, config);
            if (HasEmptyRange(configuration))
            {
                return;
            }

            string first = DotConfigWriter.Write(configuration);
            Assert.That(DotConfigWriter.Write(Kconfigs.Configure(tree, first)), Is.EqualTo(first), tree + "\n" + config);
        }
    }

    private static void CheckDefConfig(int seed, Dialect dialect)
    {
        if (Make(seed, dialect) is var (tree, config))
        {
            Configuration configuration = Kconfigs.Configure(tree, config);
            // Of a tristate choice, Linux 6.1's savedefconfig leaves out members that its defconfig then does not find again.
            if (HasEmptyRange(configuration) || tree.Choices.Any(c => c.Symbol.Type == SymbolType.Tristate))
            {
                return;
            }

            string written = DotConfigWriter.Write(configuration);
            string least = SaveDefConfigWriter.Write(configuration);
            Assert.That(DotConfigWriter.Write(Kconfigs.Configure(tree, least)), Is.EqualTo(written), tree + "\n" + config + "\nleast:\n" + least);
        }
    }

    private static (KconfigTree Tree, string Config)? Make(int seed, Dialect dialect)
    {
        var random = new EveryConstruct(seed, dialect);
        KconfigTree tree = KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", random.Tree)), new LoadOptions { Dialect = dialect });
        if (tree.HasErrors)
        {
            return null;
        }

        // A transitional symbol is in no output, so what hangs on it is lost.
        string config = string.Join('\n', random.Config().Split('\n').Where(line => !tree.Symbols.Any(s => s.IsTransitional && line.Contains($"_{s.Name}=", StringComparison.Ordinal))));
        return (tree, config + "\n");
    }

    /// <summary>In a range whose bounds are the wrong way round no number is right, so that each reading changes it.</summary>
    private static bool HasEmptyRange(Configuration configuration) => configuration.Tree.Symbols.Any(s =>
        s.Type is SymbolType.Int or SymbolType.Hex && !NumberRange.Contains(configuration.Evaluator, s, configuration.GetText(s)));
}
