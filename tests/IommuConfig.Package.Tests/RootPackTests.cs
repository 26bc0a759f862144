using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>What <c>dotnet pack</c> makes at the root of a clone: all packages, the same to the byte as from a clone elsewhere.</summary>
internal sealed class RootPackTests
{
    private static readonly string s_feed = Path.Combine(Packages.Folder, "feed-2");

    [OneTimeSetUp]
    public void Pack_at_the_root()
    {
        string sources = Path.Combine(Packages.Folder, "sources in another folder");
        RepositoryCopy.To(sources, "IommuConfig.sln", "tests");
        CommandResult result = Packages.Pack(sources, s_feed);
        if (result.Output.Contains("NU1301", StringComparison.Ordinal) || result.Output.Contains("NU1101", StringComparison.Ordinal))
        {
            Assert.Ignore("The compiler that makes code ahead of time is a package, which this machine has not and cannot get.");
        }

        Assert.That(result.ExitCode, Is.Zero, result.Output);
    }

    [Test]
    public void There_are_five_packages_and_the_tool_is_one_for_each_machine() => Assert.That(
        Directory.GetFiles(s_feed, "*.nupkg").Select(path => Path.GetFileName(path).Split($".{Packages.Version}")[0]),
        Is.EquivalentTo(new[]
        {
            "IommuConfig.Attributes", "IommuConfig.Generators", "IommuConfig.Kconfig", "IommuConfig.Runtime",
            "IommuConfig.Tool", "IommuConfig.Tool.any", "IommuConfig.Tool.linux-x64",
        }));

    [Test]
    public void Every_assembly_of_the_library_packages_and_its_symbols_are_the_same_to_the_byte_as_from_another_folder()
    {
        Dictionary<string, byte[]> first = Binaries(Packages.Feed);
        Dictionary<string, byte[]> second = Binaries(s_feed);

        Assert.That(first, Has.Count.GreaterThan(10));
        Assert.That(first.Where(binary => !binary.Value.AsSpan().SequenceEqual(second[binary.Key])).Select(binary => binary.Key), Is.Empty);
    }

    private static Dictionary<string, byte[]> Binaries(string feed) => Directory.EnumerateFiles(feed)
        .SelectMany(path => Packages.Read(feed, Path.GetFileName(path).Split($".{Packages.Version}")[0], Path.GetExtension(path)[1..])
            .Where(file => Path.GetExtension(file.Key) is ".dll" or ".pdb")
            .Select(file => (Name: $"{Path.GetFileName(path)}/{file.Key}", file.Value)))
        .ToDictionary(binary => binary.Name, binary => binary.Value);
}
