using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace IommuConfig.Conf.Tests;

/// <summary>
/// The C programs and the tested one on random trees, in every mode: exit code, output, all files. KCONFIG_TEST_TREES is the number of trees of each dialect.
/// </summary>
public sealed class RandomDifferentialTests
{
    private static IEnumerable<int> Seeds => Enumerable.Range(Number("KCONFIG_TEST_FIRST_TREE", 0), Number("KCONFIG_TEST_TREES", 120));

    [TestCaseSource(nameof(Seeds))]
    [Category("Random")]
    public void Linux_6_1(int seed) => Compare(Tooling.NeedLinux61(), TestedProgram.For("linux-6.1"), new RandomTree(seed, isLegacy: false));

    [TestCaseSource(nameof(Seeds))]
    [Category("Random")]
    public void Linux_7_3(int seed) => Compare(Tooling.NeedLinux73(), TestedProgram.For("linux"), new RandomTree(seed, isLegacy: false, isRecent: true));

    [TestCaseSource(nameof(Seeds))]
    [Category("Random")]
    public void Legacy(int seed) => Compare(Tooling.NeedLegacy(), TestedProgram.For("legacy"), new RandomTree(seed, isLegacy: true));

    [Test]
    public void Each_construct_of_the_legacy_dialect_occurs_in_its_trees()
    {
        string all = string.Join('\n', Seeds.SelectMany(s => new RandomTree(s, isLegacy: true).Files.Where(f => f.Key.Contains("Kconfig", StringComparison.Ordinal)).Select(f => f.Value)));
        using var reader = new StreamReader(typeof(RandomDifferentialTests).Assembly.GetManifestResourceStream("legacy-constructs.txt")!);
        string[][] constructs = [.. reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(" : ", 2))];
        Assert.That(constructs, Has.Length.GreaterThan(20));
        Assert.That(constructs.Where(c => !Regex.IsMatch(all, c[1], RegexOptions.Multiline)).Select(c => c[0]), Is.Empty);
    }

    [Test]
    public void Each_mode_is_tried_in_both_dialects()
    {
        Assert.That(Seeds.SelectMany(s => new RandomTree(s, isLegacy: false).Session.Modes).Distinct().Count(), Is.EqualTo(16));
        Assert.That(Seeds.SelectMany(s => new RandomTree(s, isLegacy: true).Session.Modes).Distinct().Count(), Is.EqualTo(13));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Most_trees_are_right_and_some_are_wrong(bool isLegacy)
    {
        string oracle = isLegacy ? Tooling.NeedLegacy() : Tooling.NeedLinux61();
        int[] exitCodes = [.. Seeds.Select(s => RandomDifferential.Do(oracle, new RandomTree(s, isLegacy), ["--alldefconfig", "Kconfig"]).ExitCode)];
        Assert.That(exitCodes.Count(e => e == 0), Is.InRange(Seeds.Count() * 6 / 10, Seeds.Count() * 9 / 10));
    }

    private static int Number(string setting, int otherwise) =>
        Tooling.Setting(setting) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

    private static void Compare(string oracle, string program, RandomTree tree)
    {
        if (new RandomDifferential(oracle, program).Run(tree) is { } difference)
        {
            Assert.Fail(difference);
        }
    }
}
