using System.CommandLine;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig defconfig FILE</c></summary>
internal sealed class DefConfigCommand : ToolCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The values that differ from the defaults." };

    public DefConfigCommand()
        : base("defconfig", "Makes a configuration from a file of few values and the defaults.",
            "kconfig defconfig configs/arm_defconfig",
            "kconfig defconfig configs/arm_defconfig --config out/.config") => Arguments.Add(_file);

    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.LoadTree() is not { } tree || workspace.ReadExisting(arguments.GetValue(_file)!) is not { } values)
        {
            return ExitCode.Problems;
        }

        var configuration = new Configuration(tree);
        configuration.Apply(values);
        workspace.Print(configuration.Diagnostics);
        return workspace.Write(configuration);
    }
}
