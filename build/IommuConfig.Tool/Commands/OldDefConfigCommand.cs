using System.CommandLine;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig olddefconfig</c></summary>
internal sealed class OldDefConfigCommand()
    : ToolCommand("olddefconfig", "Brings the configuration up to date; what is new gets its default.",
        "kconfig olddefconfig",
        "kconfig olddefconfig --root linux --env ARCH=x86_64 --env SRCARCH=x86")
{
    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.Load(mayBeNew: true) is not { } configuration)
        {
            return ExitCode.Problems;
        }

        workspace.Print(configuration.Diagnostics);
        return workspace.Write(configuration);
    }
}
