using System.Collections.Generic;
using System.CommandLine;
using IommuConfig.Kconfig;
using IommuConfig.Tool.Conf;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig allyesconfig</c> and its kin.</summary>
internal sealed class AllConfigCommand : ToolCommand
{
    private readonly Tristate? _answer;

    private AllConfigCommand(string name, string description, Tristate? answer)
        : base(name, description, $"kconfig {name}", $"kconfig {name} --config out/{name}") => _answer = answer;

    public static IEnumerable<AllConfigCommand> Create() =>
    [
        new("allyesconfig", "Makes a configuration in which everything is y that can be.", Tristate.Y),
        new("allmodconfig", "Makes a configuration in which everything is m that can be.", Tristate.M),
        new("allnoconfig", "Makes a configuration in which everything is n that can be.", Tristate.N),
        new("alldefconfig", "Makes a configuration of defaults.", null),
    ];

    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.LoadTree() is not { } tree)
        {
            return ExitCode.Problems;
        }

        var configuration = new Configuration(tree);
        new NewAnswers(_answer).GiveTo(configuration);
        workspace.Print(Lost.Others(configuration));
        return workspace.Write(configuration);
    }
}
