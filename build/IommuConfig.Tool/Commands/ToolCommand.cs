using System.Collections.Generic;
using System.CommandLine;

namespace IommuConfig.Tool.Commands;

/// <summary>A command that looks at a tree or a configuration.</summary>
internal abstract class ToolCommand : Command
{
    protected ToolCommand(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description)
    {
        Examples = examples;
    }

    /// <summary>Command lines that show what it is good for, for its help.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Does the work.</summary>
    /// <returns>An exit code.</returns>
    public abstract int Run(ParseResult arguments, Workspace workspace);
}
