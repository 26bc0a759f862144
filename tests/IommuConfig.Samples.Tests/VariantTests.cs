using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>One command builds several configurations of one project.</summary>
[NonParallelizable]
internal sealed class VariantTests
{
    private static readonly Dictionary<string, string> s_providers = new()
    {
        ["x86"] = "Vtd, AmdVi",
        ["x86_intel"] = "Vtd",
        ["arm"] = "Smmu, SmmuV3",
        ["arm_mixed"] = "Smmu, SmmuV3, Ipmmu",
    };

    private readonly Clone _clone = SharedClone.Instance;

    [Test]
    public void The_four_configurations_of_the_sample_are_built_into_four_folders()
    {
        CommandResult built = _clone.Dotnet("build", "samples/Passthrough", "-t:KconfigBuildVariants", "--nologo");

        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(built.Messages, Is.Empty);
        string[] programs = Directory.GetFiles(Path.Combine(_clone.Sample, "bin"), "Passthrough.dll", SearchOption.AllDirectories);
        Assert.That(
            programs.Select(program => Path.GetRelativePath(_clone.Sample, program)).Where(program => program != "bin/Debug/net10.0/Passthrough.dll"
                && !program.StartsWith("bin/Release/", System.StringComparison.Ordinal)),
            Is.EquivalentTo(s_providers.Keys.Select(variant => $"bin/{variant}/Debug/net10.0/Passthrough.dll")));
        foreach ((string variant, string providers) in s_providers)
        {
            CommandResult run = DotnetCommand.Run(_clone.Sample, [$"bin/{variant}/Debug/net10.0/Passthrough.dll"]);

            Assert.That(run.ExitCode, Is.Zero, run.Output);
            Assert.That(run.Output, Does.Match($"providers +{providers}\n"));
        }
    }
}
