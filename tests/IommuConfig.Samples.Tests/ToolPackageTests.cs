using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>The package of the kconfig tool, made and installed with the commands of docs/kconfig-tool.md.</summary>
[NonParallelizable]
internal sealed class ToolPackageTests
{
    private readonly Clone _clone = SharedClone.Instance;

    [Test]
    public void It_installs_without_a_network_and_starts_with_code_compiled_ahead()
    {
        CommandResult pack = _clone.Dotnet("pack", "build/IommuConfig.Tool", "--output", "artifacts", "--nologo");
        if (pack.ExitCode != 0 && (pack.Output.Contains("NU1301", StringComparison.Ordinal) || pack.Output.Contains("NU1101", StringComparison.Ordinal)))
        {
            Assert.Ignore("The compiler that makes code ahead of time is a package, which this machine has not and cannot get; nothing was packed.");
        }

        Assert.That(pack.ExitCode, Is.Zero, pack.Output);
        Assert.That(Directory.GetFiles(_clone.PathOf("artifacts")).Select(Path.GetFileName), Is.EquivalentTo(new[]
        {
            "IommuConfig.Tool.0.1.0.nupkg", "IommuConfig.Tool.any.0.1.0.nupkg", "IommuConfig.Tool.linux-x64.0.1.0.nupkg",
        }));

        _clone.Write("nowhere.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        CommandResult install = _clone.Dotnet(
            "tool", "install", "IommuConfig.Tool", "--configfile", "nowhere.config", "--add-source", "artifacts", "--tool-path", ".tools");
        Assert.That(install.ExitCode, Is.Zero, install.Output);

        bool isAhead = RuntimeInformation.RuntimeIdentifier == "linux-x64";
        string library = Directory.GetFiles(_clone.PathOf(".tools"), "IommuConfig.Kconfig.dll", SearchOption.AllDirectories).Single();
        Assert.That(new FileInfo(library).Length, isAhead ? Is.GreaterThan(600_000) : Is.LessThan(600_000));

        using Process version = Process.Start(new ProcessStartInfo(_clone.PathOf(".tools/kconfig"), "--version") { RedirectStandardOutput = true })!;
        Assert.That(version.StandardOutput.ReadToEnd(), Does.StartWith("0.1.0"));
        version.WaitForExit();
        Assert.That(version.ExitCode, Is.Zero);
    }
}
