using System.IO;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>
/// Two projects with one Kconfig and one .config in the folder above them, built at the same time; one of them a library for two frameworks. The folder
/// has blanks and letters of several scripts in its name.
/// </summary>
internal sealed class SharedTreeTests
{
    private const string Library = """
        namespace Library
        {
            public static class Limits
            {
                public static int Depth { get { return Config.DEPTH; } }

        #if NETSTANDARD
                public static string Framework { get { return "netstandard"; } }
        #else
                public static string Framework { get { return "net"; } }
        #endif
            }
        }
        """;

    // A program may keep the package to itself, and has what the package depends on all the same.
    private static readonly string s_private = PackageProject.Reference("IommuConfig.Generators", " PrivateAssets=\"all\"");

    private PackageProject _project = null!;

    [OneTimeSetUp]
    public void Build_both()
    {
        _project = new PackageProject("Zwei W\u00f6rter, \u65e5\u672c (2)");
        _project.Write("Kconfig", "config DEPTH\n\tint \"Depth\"\n\tdefault 3\n\nconfig FAST\n\tbool \"Fast\"\n");
        _project.Write(".config", "CONFIG_DEPTH=5\n");
        _project.WriteProject("App/App.csproj", "<OutputType>Exe</OutputType>", $"<ProjectReference Include=\"../Library/Library.csproj\" />{s_private}");
        _project.Write("App/Program.cs", "System.Console.WriteLine($\"{App.Config.DEPTH} {App.Config.FAST} {Library.Limits.Depth} {Library.Limits.Framework} {IommuConfig.ProviderId.None.IsNone}\");\n");
        _project.Write("Library/Library.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
                <LangVersion>latest</LangVersion>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                {PackageProject.Reference("IommuConfig.Generators")}
              </ItemGroup>
            </Project>
            """);
        _project.Write("Library/Limits.cs", Library);
        _project.Write("Both.slnx", "<Solution>\n<Project Path=\"App/App.csproj\" />\n<Project Path=\"Library/Library.csproj\" />\n</Solution>\n");
        _project.Succeed("restore", "--verbosity", "quiet");
        Build();
    }

    [OneTimeTearDown]
    public void Remove_the_projects() => _project.Dispose();

    [Test, Order(1)]
    public void Both_have_the_one_configuration() => Assert.That(Run(), Is.EqualTo("5 False 5 net True\n"));

    [Test, Order(2)]
    public void The_library_is_built_for_both_frameworks() => Assert.That(
        Directory.GetDirectories(_project.PathOf("Library/bin/Debug")), Is.EquivalentTo(new[] { _project.PathOf("Library/bin/Debug/net10.0"), _project.PathOf("Library/bin/Debug/netstandard2.0") }));

    [Test, Order(3)]
    public void Both_follow_an_edit()
    {
        _project.Write(".config", "CONFIG_DEPTH=6\nCONFIG_FAST=y\n");
        Build();
        Assert.That(Run(), Is.EqualTo("6 True 6 net True\n"));
    }

    private string Run() => _project.Run("App/bin/Debug/net10.0/App.dll");

    private void Build() => _project.Succeed("build", "--nologo", "--no-restore", "-m");
}
