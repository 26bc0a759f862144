using System.Collections.Generic;
using System.CommandLine;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig env</c></summary>
internal sealed class EnvCommand()
    : ToolCommand("env", "Lists the environment variables that the Kconfig files read, with their values.",
        "kconfig env --root linux --env ARCH=x86_64 --env SRCARCH=x86")
{
    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.LoadTree() is not { } tree)
        {
            return ExitCode.Problems;
        }

        if (workspace.IsJson)
        {
            workspace.Output.WriteJson(json =>
            {
                json.WriteStartObject();
                foreach (KeyValuePair<string, string> read in tree.EnvironmentReads)
                {
                    json.WriteString(read.Key, read.Value);
                }

                json.WriteEndObject();
            });
            return ExitCode.Ok;
        }

        foreach (KeyValuePair<string, string> read in tree.EnvironmentReads)
        {
            workspace.Output.Out.WriteLine($"{read.Key}={read.Value}");
        }

        return ExitCode.Ok;
    }
}
