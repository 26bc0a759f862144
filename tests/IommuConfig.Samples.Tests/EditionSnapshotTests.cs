using System.IO;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>What the generator makes of each edition of the sample FeatureFlags is kept beside it.</summary>
[NonParallelizable]
internal sealed class EditionSnapshotTests
{
    private readonly FeatureFlagsSample _sample = new(SharedClone.Instance);

    [TestCase("community")]
    [TestCase("professional")]
    [TestCase("enterprise")]
    public void The_snapshots_are_what_is_generated(string edition)
    {
        CommandResult result = Verify(edition);

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Messages, Is.Empty);
    }

    [Test]
    public void An_edited_configuration_shows_what_it_changed()
    {
        string path = _sample.PathOf("configs/professional_defconfig");
        string before = File.ReadAllText(path);
        try
        {
            File.WriteAllText(path, before + "CONFIG_CACHE_SIZE=128\nCONFIG_STORE_MEMORY=y\n");

            CommandResult result = Verify("professional");

            Assert.That(result.ExitCode, Is.Not.Zero);
            Assert.That(result.Messages, Has.Some.Contains("Config.Kconfig.g.verified.cs").And.Contains("error KC2010").And.Contains("differs from what is generated"));
            Assert.That(result.Messages, Has.Some.Contains("Store.g.verified.cs").And.Contains("error KC2010"));
            Assert.That(result.Output, Does.Match(@"- +public const int CACHE_SIZE = 256;").And.Match(@"\+ +public const int CACHE_SIZE = 128;"));
        }
        finally
        {
            File.WriteAllText(path, before);
        }
    }

    private static CommandResult Verify(string edition) => SharedClone.Instance.Dotnet(
        "build", FeatureFlagsSample.Project, "-t:KconfigVerifySnapshot", "--nologo", $"-p:KconfigConfig=configs/{edition}_defconfig");
}
