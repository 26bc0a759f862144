using System.Collections.Generic;
using System.CommandLine;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig merge FRAGMENT...</c></summary>
internal sealed class MergeCommand : AssigningCommand
{
    private readonly Argument<string[]> _fragments = new("FRAGMENT")
    {
        Description = "Files of values, applied to the configuration in this order.",
        Arity = ArgumentArity.OneOrMore,
    };

    public MergeCommand()
        : base("merge", "Applies fragments. A value that is unknown or has no effect is an error, with the reason; then nothing is written.",
            "kconfig merge debug.config net.config",
            "kconfig merge --warn-only --config out/.config base.config board.config") => Arguments.Add(_fragments);

    protected override IReadOnlyCollection<string>? Assign(ParseResult arguments, Workspace workspace, Configuration configuration)
    {
        var applied = new List<string>();
        foreach (string path in arguments.GetValue(_fragments)!)
        {
            if (workspace.ReadExisting(path) is not { } fragment)
            {
                return null;
            }

            configuration.Apply(fragment);
            applied.Add(path);
        }

        return applied;
    }
}
