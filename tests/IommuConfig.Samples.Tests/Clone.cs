using System;
using System.IO;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>
/// A copy of the sample and of what it is built from, in a folder of its own: what a user has after cloning. Built with the ordinary commands.
/// </summary>
internal sealed class Clone : IDisposable
{
    public Clone()
    {
        Root = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"clone-{Guid.NewGuid():N}");
        RepositoryCopy.To(Root);
    }

    public string Root { get; }

    public string Sample => Path.Combine(Root, "samples", "Passthrough");

    public string Program => Path.Combine(Sample, "bin", "Debug", "net10.0", "Passthrough.dll");

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public void Write(string relative, string text) => File.WriteAllText(PathOf(relative), text);

    /// <summary>Runs <c>dotnet</c> in the clone.</summary>
    public CommandResult Dotnet(params string[] arguments) => DotnetCommand.Run(Root, arguments);

    /// <summary>Builds the sample in a configuration.</summary>
    public CommandResult Build(string config) => Dotnet("build", "samples/Passthrough", "--nologo", $"-p:KconfigConfig={config}");

    /// <summary>Builds the sample in a configuration and runs it, with the README's command.</summary>
    public string Run(string config)
    {
        CommandResult result = Dotnet("run", "--project", "samples/Passthrough", $"-p:KconfigConfig={config}");
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        return result.Output;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
