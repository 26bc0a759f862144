using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Answers with what commands printed when the build ran them.</summary>
internal sealed class FrozenShell(BuildInputs inputs) : IShell
{
    private readonly List<string> _unknown = [];

    /// <summary>The commands that were asked for and that the build did not run yet.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    /// <inheritdoc/>
    public string Run(string command)
    {
        if (inputs.Commands.TryGetValue(command, out string? output))
        {
            return output;
        }

        _unknown.Add(command);
        return "";
    }
}
