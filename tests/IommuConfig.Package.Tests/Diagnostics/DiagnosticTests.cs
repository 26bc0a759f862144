using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests.Diagnostics;

/// <summary>Every message, as <c>dotnet build</c> prints it: in the file, at the line and with the severity that it should have.</summary>
internal sealed class DiagnosticTests
{
    private static readonly DiagnosticCase[] s_cases =
    [
        .. SyntaxCases.All, .. TreeCases.All, .. MacroCases.All, .. ValueCases.All, .. ConstantsCases.All, .. TableCases.All, .. ContractCases.All, .. BuildCases.All,
    ];

    private static readonly Dictionary<string, string> s_notOfTheBuild = new()
    {
        ["KC0016"] = "only where Linux's C program is replaced exactly, which a build does not do",
        ["KC0080"] = "only of the library: the build says the same of its attributes as KC1004, and of its items as KC2004",
    };

    private PackageProject _project = null!;
    private ILookup<string, string> _messages = null!;

    private static IEnumerable<TestCaseData> Cases => s_cases.Select(@case => new TestCaseData(@case).SetArgDisplayNames(@case.Id));

    [OneTimeSetUp]
    public void Build_all_projects()
    {
        _project = new PackageProject("Cases");
        foreach (DiagnosticCase @case in s_cases)
        {
            @case.Write(_project);
        }

        _project.Write("Cases.slnx", $"<Solution>\n{Lines(s_cases, @case => $"<Project Path=\"{PathOf(@case)}\" />")}</Solution>\n");
        string[] messages = Build("Cases.slnx");

        DiagnosticCase[] commands = [.. s_cases.Where(@case => @case.Command is not null)];
        foreach (DiagnosticCase @case in commands)
        {
            @case.Edit(_project);
        }

        _project.Write("Commands.proj", $"<Project>\n<Target Name=\"Build\">\n{Lines(commands, @case =>
            $"<MSBuild Projects=\"{PathOf(@case)}\" Targets=\"{@case.Command}\" Properties=\"{@case.Globals}\" ContinueOnError=\"true\" />")}</Target>\n</Project>\n");
        _messages = messages.Concat(Build("Commands.proj")).ToLookup(ProjectOf, message => message.Replace(_project.Root, "", StringComparison.Ordinal));
    }

    [OneTimeTearDown]
    public void Remove_the_projects() => _project.Dispose();

    [TestCaseSource(nameof(Cases))]
    public void A_build_says(DiagnosticCase @case) => Assert.That(
        _messages[@case.Id],
        Has.Some.StartsWith($"{(@case.Where.StartsWith("CSC", StringComparison.Ordinal) ? "" : $"/{@case.Id}/")}{@case.Where} {@case.Id}: ").And.Contains(@case.Text));

    [Test]
    public void Every_message_that_has_a_page_has_a_case()
    {
        IEnumerable<string> pages = Directory.EnumerateFiles(Path.Combine(RepositoryCopy.Repository, "docs/diagnostics"), "KC*.md")
            .Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.That(s_cases.Select(@case => @case.Id).Concat(s_notOfTheBuild.Keys), Is.EquivalentTo(pages));
    }

    private string[] Build(string projects) =>
        _project.Dotnet("build", projects, "--nologo", "--verbosity", "quiet", "-consoleLoggerParameters:NoSummary").Messages;

    private static string PathOf(DiagnosticCase @case) => $"{@case.Id}/{@case.Id}.csproj";

    private static string Lines(IEnumerable<DiagnosticCase> cases, Func<DiagnosticCase, string> line) => string.Concat(cases.Select(@case => line(@case) + "\n"));

    // The folder of the project, which stands in the name of the file or, for what is about no file, of the project: [/folder/KC1024/KC1024.csproj]
    private string ProjectOf(string message)
    {
        string[] parts = message[(message.IndexOf(_project.Root, StringComparison.Ordinal) + _project.Root.Length)..].Split('/');
        return parts.Length > 1 ? parts[1] : "";
    }
}
