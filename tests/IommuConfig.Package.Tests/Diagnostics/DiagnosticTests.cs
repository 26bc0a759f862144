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
        .. SyntaxCases.All, .. TreeCases.All, .. MacroCases.All, .. ValueCases.All, .. ConstantsCases.All, .. TableCases.All, .. ContractCases.All,
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
    public void Build_all_projects_by_one_command()
    {
        _project = new PackageProject("Cases");
        foreach (DiagnosticCase @case in s_cases)
        {
            @case.Write(_project);
        }

        _project.Write("Cases.slnx", $"<Solution>\n{string.Concat(s_cases.Select(@case => $"  <Project Path=\"{@case.Id}/{@case.Id}.csproj\" />\n"))}</Solution>\n");
        CommandResult result = _project.Dotnet("build", "Cases.slnx", "--nologo", "--verbosity", "quiet", "-consoleLoggerParameters:NoSummary");
        _messages = result.Messages.ToLookup(Project, message => message.Replace(_project.Root, "", StringComparison.Ordinal));
    }

    [OneTimeTearDown]
    public void Remove_the_projects() => _project.Dispose();

    [TestCaseSource(nameof(Cases))]
    public void A_build_says(DiagnosticCase @case) => Assert.That(
        _messages[@case.Id],
        Has.Some.StartsWith($"{(@case.Where.StartsWith("CSC", StringComparison.Ordinal) ? "" : $"/{@case.Id}/")}{@case.Where} {@case.Id}: "));

    [Test]
    public void Every_message_that_has_a_page_has_a_case()
    {
        IEnumerable<string> pages = Directory.EnumerateFiles(Path.Combine(RepositoryCopy.Repository, "docs/diagnostics"), "KC*.md")
            .Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.That(s_cases.Select(@case => @case.Id).Concat(s_notOfTheBuild.Keys), Is.EquivalentTo(pages));
    }

    // The name of the project, which MSBuild puts at the end: [/folder/KC0012/KC0012.csproj]
    private static string Project(string message) => Path.GetFileNameWithoutExtension(message[(message.LastIndexOf('[') + 1)..].TrimEnd(']'));
}
