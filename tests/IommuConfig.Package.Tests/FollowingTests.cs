using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>
/// A build after an edit of the configuration gives, to the byte, what a build of a fresh clone gives. With ALL_SYMBOLS set in the environment, every
/// symbol that has a prompt is given each of its other values (<c>ALL_SYMBOLS=1 dotnet test tests/IommuConfig.Package.Tests --filter
/// FullyQualifiedName~FollowingTests</c>, some minutes), otherwise a few that reach the program in different ways.
/// </summary>
internal sealed class FollowingTests
{
    private const string Same = "hello 3 4096 False 2\n";

    private static readonly string[] s_files = ["Probe.dll", "Probe.pdb", "Probe.runtimeconfig.json"];
    private static readonly DateTime s_longAgo = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private PackageProject _project = null!;
    private string[] _start = null!;

    [OneTimeSetUp]
    public void Build_what_is_edited()
    {
        _project = new PackageProject("Probe");
        Probe.WriteTo(_project);
        _project.Write(".config", ProbeEdits.Start);
        _start = Build();
        Assert.That(Run(), Is.EqualTo(Same));
    }

    [OneTimeTearDown]
    public void Remove_the_project() => _project.Dispose();

    [Test]
    public void Each_symbol_that_has_a_prompt_can_be_edited()
    {
        Assert.That(ProbeEdits.All.Select(ProbeEdits.NameIn).Distinct(), Is.EquivalentTo(ProbeEdits.Symbols));
        Assert.That(ProbeEdits.Few, Is.SubsetOf(ProbeEdits.All));
    }

    [Test, Order(1)]
    public void Each_edited_line_gives_another_program_and_the_one_that_a_clean_build_gives()
    {
        IReadOnlyList<string> lines = Environment.GetEnvironmentVariable("ALL_SYMBOLS") is null ? ProbeEdits.Few : ProbeEdits.All;
        Dictionary<string, string[]> edited = [];
        foreach (string line in lines)
        {
            _project.Write(".config", ProbeEdits.Apply(line));
            edited[line] = Build();
        }

        Assert.Multiple(() =>
        {
            foreach (string line in lines)
            {
                Assert.That(edited[line], Is.Not.EqualTo(_start), $"{line} changes something");
                _project.Write(".config", ProbeEdits.Apply(line));
                Assert.That(edited[line], Is.EqualTo(BuildClean()), line);
            }
        });
    }

    [Test]
    public void An_older_configuration_gives_what_a_clean_build_gives()
    {
        const string Most = "CONFIG_EXPERT=y\nCONFIG_VERBOSE=y\nCONFIG_EXTRAS=y\nCONFIG_DEPTH=4\nCONFIG_BANNER=\"\u00fc;#\"\nCONFIG_TELEMETRY=y\n# CONFIG_AMD_IOMMU is not set\n";
        _project.Write(".config", Most);
        Build();
        Assert.That(Run(), Is.EqualTo($"\u00fc;# 4 4096 True 1\nverbose\nextras\n{Probe.Secret}\n"));

        _project.Write(".config", Most + "CONFIG_LOGO=y\n");
        File.SetLastWriteTimeUtc(_project.PathOf(".config"), s_longAgo);
        string[] built = Build();
        Assert.That(Run(), Is.EqualTo($"\u00fc;# 4 4096 True 1\nverbose\nextras\nProbe.logo.txt\n{Probe.Secret}\n"));
        Assert.That(built, Is.EqualTo(BuildClean()));

        File.Delete(_project.PathOf(".config"));
        Build();
        Assert.That(Run(), Is.EqualTo(Same));
    }

    private string Run() => _project.Run("bin/Debug/net10.0/Probe.dll");

    private string[] BuildClean()
    {
        foreach (string folder in new[] { "bin", "obj" })
        {
            Directory.Delete(_project.PathOf(folder), recursive: true);
        }

        return Build();
    }

    // The names of the program's files, and what says whether they are the same.
    private string[] Build()
    {
        CommandResult result = _project.Dotnet("build", "--nologo");
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        return [.. s_files.Select(file => $"{file} {Hash(_project.PathOf($"bin/Debug/net10.0/{file}"))}")];
    }

    private static string Hash(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
}
