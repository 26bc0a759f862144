using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>A program as <c>dotnet new console</c> makes it, and one package added to it.</summary>
internal sealed class ConsoleTests
{
    private PackageProject _project = null!;

    [OneTimeSetUp]
    public void Make_the_project()
    {
        _project = new PackageProject("Notes");
        _project.Succeed("new", "console", "--no-restore");
        _project.Succeed("add", "package", "IommuConfig.Generators", "--version", Packages.Version);
        NotesProgram.WriteSources(_project);
        _project.Succeed("build", "--nologo");
    }

    [OneTimeTearDown]
    public void Remove_the_project() => _project.Dispose();

    [Test]
    public void It_has_constants_and_a_table() =>
        Assert.That(_project.Run("bin/Debug/net10.0/Notes.dll"), Is.EqualTo("at most 20 notes\n1 note(s) in MemoryStore\n"));

    // A terminal is what the command 'script' makes; there, MSBuild shows errors and warnings and no other word of a task.
    [Test]
    public void In_a_terminal_the_symbols_are_printed_once()
    {
        string output = _project.Type("TERM=xterm-256color script --quiet --return --command 'dotnet build -tl:on -t:KconfigList' /dev/null").Output;

        Assert.That(output.Split("MAX_NOTES=20"), Has.Length.EqualTo(2), output);
    }

    [Test]
    public void A_debugger_steps_into_what_was_generated()
    {
        IReadOnlyDictionary<string, string?> sources = EmbeddedSources.OfAssembly(_project.PathOf("bin/Debug/net10.0/Notes.dll"));

        Dictionary<string, string?> generated = sources.Where(source => source.Key.Contains("IommuConfig.Generators", StringComparison.Ordinal))
            .ToDictionary(source => Path.GetFileName(source.Key), source => source.Value);
        Assert.That(generated.Values, Has.None.Null);
        Assert.That(generated.Keys, Has.Some.StartsWith("Config."));
        Assert.That(generated.Values, Has.Some.Contains("public static int Add(string note)"));
    }
}
