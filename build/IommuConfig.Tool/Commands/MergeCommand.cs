using System.Collections.Generic;
using System.CommandLine;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig merge FRAGMENT...</c></summary>
internal sealed class MergeCommand : ToolCommand
{
    private readonly Argument<string[]> _fragments = new("FRAGMENT")
    {
        Description = "Files of values, applied to the configuration in this order.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _warnOnly = new("--warn-only")
    {
        Description = "Writes the configuration even if a value of a fragment has no effect.",
    };

    public MergeCommand()
        : base("merge", "Applies fragments. A value that is unknown or has no effect is an error, with the reason; then nothing is written.",
            "kconfig merge debug.config net.config",
            "kconfig merge --warn-only --config out/.config base.config board.config")
    {
        Arguments.Add(_fragments);
        Options.Add(_warnOnly);
    }

    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.Load() is not { } configuration)
        {
            return ExitCode.Problems;
        }

        var applied = new List<string>();
        foreach (string path in arguments.GetValue(_fragments)!)
        {
            if (workspace.Read(path) is not { } fragment)
            {
                return workspace.Fail($"there is no file '{path}'");
            }

            configuration.Apply(fragment);
            applied.Add(path);
        }

        workspace.Print(Lost.Of(configuration, applied), areErrors: !arguments.GetValue(_warnOnly));
        return workspace.HasErrors ? ExitCode.Problems : workspace.Write(configuration);
    }
}
