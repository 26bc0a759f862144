using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>What a feature switch leaves in a published program.</summary>
[NonParallelizable]
internal sealed class EditionTrimmingTests
{
    // Literals are UTF-16 in an assembly.
    private static readonly byte[] s_text = Encoding.Unicode.GetBytes(" command(s), the longest took ");

    private readonly FeatureFlagsSample _sample = new(SharedClone.Instance);

    [Test]
    public void Flipping_the_switch_alone_takes_the_feature_out_of_the_published_program_and_brings_it_back()
    {
        Assert.That(HoldsDiagnostics("y"), Is.True);
        Assert.That(HoldsDiagnostics("n"), Is.False);
        Assert.That(HoldsDiagnostics("y"), Is.True);
    }

    [Test]
    public void A_command_line_that_asks_for_trimming_asks_it_of_the_program_and_not_of_the_sources_it_is_built_from() =>
        Assert.That(HoldsDiagnostics("n", "-p:PublishTrimmed=true"), Is.False);

    private bool HoldsDiagnostics(string value, params string[] arguments)
    {
        File.WriteAllText(_sample.PathOf("configs/mine"), $"CONFIG_PROFESSIONAL=y\nCONFIG_DIAGNOSTICS={value}\n");
        string output = _sample.PathOf("bin/published");
        _sample.Succeed(
        [
            "publish", FeatureFlagsSample.Project, "--configuration", "Release", "--runtime", RuntimeInformation.RuntimeIdentifier, "--self-contained",
            "-p:KconfigConfig=configs/mine", "--output", output, .. arguments,
        ]);

        Assert.That(Run(Path.Combine(output, "FeatureFlags")), value == "y" ? Does.Contain("diagnostics: ") : Does.Not.Contain("diagnostics: "));
        return Directory.EnumerateFiles(output, "*.dll").Any(path => File.ReadAllBytes(path).AsSpan().IndexOf(s_text) >= 0);
    }

    private static string Run(string program)
    {
        using Process process = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })!;
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, printed);
        return printed;
    }
}
