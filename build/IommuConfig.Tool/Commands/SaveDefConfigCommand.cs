using System.CommandLine;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig savedefconfig [FILE]</c></summary>
internal sealed class SaveDefConfigCommand : ToolCommand
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "The file to write. Default: defconfig. '-' prints it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public SaveDefConfigCommand()
        : base("savedefconfig", "Writes the fewest values from which the defaults make this configuration.",
            "kconfig savedefconfig configs/arm_defconfig",
            "kconfig savedefconfig - | less") => Arguments.Add(_file);

    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.Load() is not { } configuration)
        {
            return ExitCode.Problems;
        }

        workspace.Print(configuration.Diagnostics);
        var content = new Utf8Writer();
        SaveDefConfigWriter.Append(configuration, workspace.Prefix, content);
        string path = arguments.GetValue(_file) ?? "defconfig";
        if (path != "-")
        {
            return workspace.Write(path, content);
        }

        workspace.Output.Out.Write(content.ToString());
        return ExitCode.Ok;
    }
}
