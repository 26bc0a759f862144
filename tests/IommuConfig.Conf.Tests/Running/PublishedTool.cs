using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace IommuConfig.Conf.Tests;

/// <summary>
/// This repository's tool as <c>dotnet publish</c> makes it, machine code, in a folder in this test's output that is kept while the sources stay as they are.
/// Where that cannot be had (without a linker or a network, say) it is published ReadyToRun, or the one in the build output is taken.
/// </summary>
internal static class PublishedTool
{
    private static readonly Lazy<string> s_path = new(() => Publish() ?? Built() ?? throw new InvalidOperationException("build/IommuConfig.Tool is not built"));

    /// <summary>The path of the tool.</summary>
    public static string Path => s_path.Value;

    private const string Name = "kconfig";

    private static string Project => System.IO.Path.Combine(Tooling.Repository, "build", "IommuConfig.Tool");

    private static string? Publish()
    {
        string all = System.IO.Path.Combine(AppContext.BaseDirectory, "tool");
        string folder = System.IO.Path.Combine(all, SourceHash());
        string published = System.IO.Path.Combine(folder, "published");
        if (!Directory.Exists(published))
        {
            if (Directory.Exists(all))
            {
                Directory.Delete(all, recursive: true);
            }

            string half = System.IO.Path.Combine(folder, "half");
            if (!Publish(folder, half, "") && !Publish(folder, half, "-p:PublishAot=false --self-contained false"))
            {
                return null;
            }

            Directory.Move(half, published);
        }

        return Executable(published);
    }

    private static bool Publish(string folder, string output, string options)
    {
        var publish = new Call("/bin/sh", ["-c", $"exec dotnet publish '{Project}' --configuration Release --runtime {RuntimeInformation.RuntimeIdentifier} {options} --artifacts-path '{folder}' --output '{output}' --nologo --verbosity quiet"], Tooling.Repository)
        {
            Timeout = TimeSpan.FromMinutes(5),
        };
        Outcome outcome = publish.Run();
        if (outcome.ExitCode != 0)
        {
            // Only what a machine lacks is a reason for the next best: a linker, or a package that cannot be fetched.
            Assert.That(outcome.Output, Does.Contain("linker").IgnoreCase.Or.Contains("NU1"), "The tool cannot be published.");
            TestContext.Progress.WriteLine($"The tool cannot be published {(options.Length == 0 ? "as machine code" : "ReadyToRun")}; the tests run the next best.\n" + outcome.Output);
        }

        return outcome.ExitCode == 0;
    }

    private static string? Built()
    {
        string output = System.IO.Path.Combine(Project, "bin");
        return !Directory.Exists(output) ? null
            : Directory.GetFiles(output, Name, SearchOption.AllDirectories).OrderBy(f => !f.Contains("Release", StringComparison.Ordinal)).FirstOrDefault();
    }

    private static string? Executable(string folder) => System.IO.Path.Combine(folder, Name) is var path && File.Exists(path) ? path : null;

    private static string SourceHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] sources = [Project, System.IO.Path.Combine(Tooling.Repository, "generators", "IommuConfig.Kconfig")];
        foreach (string file in sources.SelectMany(s => Directory.EnumerateFiles(s, "*", SearchOption.AllDirectories)).Where(IsSource).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }

    private static bool IsSource(string path) => !path.Split('/').Any(part => part is "bin" or "obj");
}
