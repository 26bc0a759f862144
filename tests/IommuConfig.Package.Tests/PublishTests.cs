using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>What a published, trimmed program holds of a feature that is switched off: nothing.</summary>
internal sealed class PublishTests
{
    private PackageProject _project = null!;

    [OneTimeSetUp]
    public void Make_the_project()
    {
        _project = new PackageProject("Probe", needsMore: true);
        Probe.WriteTo(_project, "<PublishTrimmed>true</PublishTrimmed>");
    }

    [OneTimeTearDown]
    public void Remove_the_project() => _project.Dispose();

    [Test]
    public void A_feature_is_in_the_program_exactly_while_its_switch_is_on()
    {
        _project.Write(".config", "CONFIG_TELEMETRY=y\n");
        Assert.That(Publish(), Is.True);

        _project.Write(".config", "# CONFIG_TELEMETRY is not set\n");
        Assert.That(Publish(), Is.False);
    }

    // Whether the program holds the string that only the feature uses.
    private bool Publish()
    {
        CommandResult result = _project.Dotnet("publish", "--nologo", "--runtime", RuntimeInformation.RuntimeIdentifier, "--self-contained", "--output", "published");
        if (result.Output.Contains("NU1301", StringComparison.Ordinal) || result.Output.Contains("NU1101", StringComparison.Ordinal))
        {
            Assert.Ignore("The trimmer and the runtime are packages, which this machine has not and cannot get.");
        }

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Messages, Is.Empty);
        Assert.That(_project.Run("published/Probe"), Does.StartWith("hello 3 4096 False 2\n"));
        return File.ReadAllBytes(_project.PathOf("published/Probe.dll")).AsSpan().IndexOf(Encoding.Unicode.GetBytes(Probe.Secret)) >= 0;
    }
}
