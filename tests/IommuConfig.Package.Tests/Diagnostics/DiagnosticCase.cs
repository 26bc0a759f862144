using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Package.Tests.Diagnostics;

/// <summary>A small project that is wrong in one way, and where the build says so.</summary>
/// <param name="Id">The message.</param>
/// <param name="Where">
/// The line that the build prints, up to the id: <c>Kconfig(2,5): error</c>. <c>CSC : error</c> where no file is to blame.
/// </param>
internal sealed record DiagnosticCase(string Id, string Where)
{
    /// <summary>What the message says, beside its place.</summary>
    public string Text { get; init; } = "";

    public string? Kconfig { get; init; } = "config A\n\tbool \"a\"\n";

    public string? Config { get; init; }

    /// <summary>The text of Program.cs.</summary>
    public string Source { get; init; } = "internal static class Program;\n";

    /// <summary>Other files by their names.</summary>
    public Dictionary<string, string> Files { get; init; } = [];

    /// <summary>What stands in the property group of the project file.</summary>
    public string Properties { get; init; } = "";

    /// <summary>What stands in the item group of the project file.</summary>
    public string Items { get; init; } = "";

    /// <summary>The target that says it, where not the build of all projects does.</summary>
    public string? Command { get; init; }

    /// <summary>Global properties of the command.</summary>
    public string Globals { get; init; } = "";

    /// <summary>Files that are written between that build and the command.</summary>
    public Dictionary<string, string> Edits { get; init; } = [];

    public Encoding Encoding { get; init; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public void Write(PackageProject project)
    {
        project.WriteProject($"{Id}/{Id}.csproj", $"<OutputType>Library</OutputType><TreatWarningsAsErrors>false</TreatWarningsAsErrors>{Properties}", Items, "IommuConfig.Generators");
        Write(project, "Program.cs", Source);
        Write(project, "Kconfig", Kconfig);
        Write(project, ".config", Config);
        foreach ((string name, string text) in Files)
        {
            Write(project, name, text);
        }
    }

    /// <summary>Writes the edits.</summary>
    public void Edit(PackageProject project)
    {
        foreach ((string name, string text) in Edits)
        {
            Write(project, name, text);
        }
    }

    private void Write(PackageProject project, string name, string? text)
    {
        if (text is not null)
        {
            project.Write($"{Id}/{name}", text, Encoding);
        }
    }
}
