using System.IO;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>The sample FeatureFlags in a clone.</summary>
internal sealed class FeatureFlagsSample(Clone clone)
{
    public const string Project = "samples/FeatureFlags";

    public string PathOf(string relative) => clone.PathOf($"{Project}/{relative}");

    /// <summary>The program of an edition that was built beside the others.</summary>
    public string ProgramOf(string edition) => PathOf($"bin/{edition}/Debug/net10.0/FeatureFlags.dll");

    /// <summary>Builds all editions with one command.</summary>
    public void BuildEditions() => Succeed("build", Project, "-t:KconfigBuildVariants", "--nologo");

    /// <summary>Runs <c>dotnet</c>, which must succeed without a warning.</summary>
    public void Succeed(params string[] arguments)
    {
        CommandResult result = clone.Dotnet(arguments);
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Messages, Is.Empty);
    }

    /// <summary>Runs a program in a folder.</summary>
    public static CommandResult Run(string program, string folder, params string[] arguments) => DotnetCommand.Run(folder, [program, .. arguments]);

    /// <summary>Runs the demonstration of a program.</summary>
    public static string Demonstrate(string program, params string[] arguments)
    {
        CommandResult result = Run(program, Path.GetDirectoryName(program)!, arguments);
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        return result.Output;
    }
}
