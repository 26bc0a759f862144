using System;
using System.Linq;

namespace IommuConfig.Commands;

/// <summary>What a command left.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>The distinct errors and warnings of a build.</summary>
    public string[] Messages =>
    [
        .. Output.Split('\n')
            .Where(line => line.Contains(": error ", StringComparison.Ordinal) || line.Contains(": warning ", StringComparison.Ordinal))
            .Select(line => line.Trim())
            .Distinct(),
    ];
}
