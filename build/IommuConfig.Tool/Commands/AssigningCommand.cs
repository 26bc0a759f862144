using System.Collections.Generic;
using System.CommandLine;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary>A command that gives symbols values, and writes nothing if one of them has no effect.</summary>
internal abstract class AssigningCommand : ToolCommand
{
    private readonly Option<bool> _warnOnly = new("--warn-only") { Description = "Writes the configuration even if a value has no effect." };

    protected AssigningCommand(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description, examples) => Options.Add(_warnOnly);

    public sealed override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.Load(mayBeNew: true) is not { } configuration || Assign(arguments, workspace, configuration) is not { } files)
        {
            return ExitCode.Problems;
        }

        workspace.Print(Lost.Of(configuration, files), areErrors: !arguments.GetValue(_warnOnly));
        return workspace.HasErrors ? ExitCode.Problems : workspace.Write(configuration);
    }

    /// <summary>Gives the symbols their values.</summary>
    /// <returns>The files that the values come from, or null if there is nothing to give, which has been said.</returns>
    protected abstract IReadOnlyCollection<string>? Assign(ParseResult arguments, Workspace workspace, Configuration configuration);
}
