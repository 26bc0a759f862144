using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>
/// The library packages, packed once from a copy of the sources into a feed, and the folder that all projects of the tests unpack them to.
/// </summary>
[SetUpFixture]
internal sealed class Packages
{
    private const string Solution = """
        <Solution>
          <Project Path="build/IommuConfig.Build/IommuConfig.Build.csproj" />
          <Project Path="generators/IommuConfig.Attributes/IommuConfig.Attributes.csproj" />
          <Project Path="generators/IommuConfig.Generators/IommuConfig.Generators.csproj" />
          <Project Path="generators/IommuConfig.Kconfig/IommuConfig.Kconfig.csproj" />
          <Project Path="runtime/IommuConfig.Runtime/IommuConfig.Runtime.csproj" />
        </Solution>
        """;

    /// <summary>The version of the packages: one that nobody else has, so that no other package is taken for one of these.</summary>
    public static string Version { get; } = $"0.1.0-test-{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>The folder of everything that the tests make. Outside of the repository, whose build logic is for nobody else.</summary>
    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), $"iommuconfig-{Version}");

    public static string Feed => Path.Combine(Folder, "feed");

    /// <summary>Where NuGet unpacks to: empty at first.</summary>
    public static string Unpacked => Path.Combine(Folder, "unpacked");

    [OneTimeSetUp]
    public void Pack()
    {
        string sources = Path.Combine(Folder, "sources");
        RepositoryCopy.To(sources);
        File.WriteAllText(Path.Combine(sources, "Packages.slnx"), Solution);
        CommandResult result = Pack(sources, Feed, "Packages.slnx");
        Assert.That(result.ExitCode, Is.Zero, result.Output);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        CompilerServer.Stop();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Packs what is in a folder. What succeeds has no warnings.</summary>
    public static CommandResult Pack(string folder, string feed, params string[] projects)
    {
        // What analyzers have to say is said when the repository is built.
        CommandResult result = DotnetCommand.Run(
            folder, ["pack", .. projects, "--output", feed, "--nologo", $"-p:Version={Version}", "-p:RunAnalyzers=false"], CompilerServer.Environment);
        if (result.ExitCode == 0)
        {
            Assert.That(result.Messages, Is.Empty);
        }

        return result;
    }

    /// <summary>The files of a package by their names.</summary>
    public static Dictionary<string, byte[]> Read(string feed, string package, string extension = "nupkg")
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(feed, $"{package}.{Version}.{extension}"));
        return archive.Entries.ToDictionary(entry => Uri.UnescapeDataString(entry.FullName), Bytes);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream content = entry.Open();
        using MemoryStream bytes = new();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
