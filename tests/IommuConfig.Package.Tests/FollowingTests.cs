using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>
/// A build after an edit of the configuration gives, to the byte, what a build of a fresh clone gives. With ALL_SYMBOLS set in the environment, every
/// symbol of the tree is edited, otherwise a few that reach the program in different ways.
/// </summary>
internal sealed class FollowingTests
{
    private static readonly string[] s_files = ["Probe.dll", "Probe.pdb", "Probe.runtimeconfig.json"];
    private static readonly string[] s_few = ["CONFIG_EXTRAS=y", "CONFIG_TELEMETRY=y", "CONFIG_BANNER=\"other\""];
    private static readonly DateTime s_longAgo = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Regex s_definition = new(@"^config (\w+)\n\t(\w+) "".*\n(\tdefault y\n)?", RegexOptions.Multiline);

    private PackageProject _project = null!;

    [OneTimeSetUp]
    public void Build_without_a_configuration()
    {
        _project = new PackageProject("Probe");
        Probe.WriteTo(_project);
        _project.Succeed("build", "--nologo");
        Assert.That(Run(), Is.EqualTo("hello 3 4096 False 2\n"));
    }

    [OneTimeTearDown]
    public void Remove_the_project() => _project.Dispose();

    [Test]
    public void Each_edited_line_gives_what_a_clean_build_gives()
    {
        string[] lines = Environment.GetEnvironmentVariable("ALL_SYMBOLS") is null ? s_few : Lines();
        Dictionary<string, string[]> edited = [];
        foreach (string line in lines)
        {
            _project.Write(".config", line + "\n");
            edited[line] = Build();
        }

        Assert.Multiple(() =>
        {
            foreach (string line in lines)
            {
                _project.Write(".config", line + "\n");
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
        Assert.That(Run(), Is.EqualTo("hello 3 4096 False 2\n"));
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

    // A line of a configuration for each symbol that can be set, which gives it another value than its default.
    private static string[] Lines() =>
    [
        .. s_definition.Matches(Probe.Kconfig + File.ReadAllText(Path.Combine(RepositoryCopy.Repository, "runtime/Kconfig")))
            .Select(match => (Name: match.Groups[1].Value, Type: match.Groups[2].Value, IsOn: match.Groups[3].Success))
            .Select(symbol => symbol.Type switch
            {
                "int" => $"CONFIG_{symbol.Name}=7",
                "hex" => $"CONFIG_{symbol.Name}=0x7",
                "string" => $"CONFIG_{symbol.Name}=\"other\"",
                _ => symbol.IsOn ? $"# CONFIG_{symbol.Name} is not set" : $"CONFIG_{symbol.Name}=y",
            }),
    ];
}
