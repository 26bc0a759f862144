using System;
using System.Collections.Generic;
using System.CommandLine;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig diff A B</c></summary>
internal sealed class DiffCommand : ToolCommand
{
    private readonly Argument<string> _old = new("A") { Description = "A configuration." };
    private readonly Argument<string> _new = new("B") { Description = "Another one." };

    public DiffCommand()
        : base("diff", "Compares two configurations, symbol by symbol; needs no Kconfig files. The exit code is 1 if they differ.",
            "kconfig diff .config.old .config",
            "kconfig diff --json a.config b.config")
    {
        Arguments.Add(_old);
        Arguments.Add(_new);
    }

    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (Values(workspace, arguments.GetValue(_old)!) is not { } before || Values(workspace, arguments.GetValue(_new)!) is not { } after)
        {
            return ExitCode.Problems;
        }

        var names = new SortedSet<string>(before.Keys, StringComparer.Ordinal);
        names.UnionWith(after.Keys);
        names.RemoveWhere(name => before.GetValueOrDefault(name) == after.GetValueOrDefault(name));
        if (workspace.IsJson)
        {
            PrintJson(workspace, names, before, after);
        }
        else
        {
            foreach (string name in names)
            {
                workspace.Output.Out.WriteLine((before.GetValueOrDefault(name), after.GetValueOrDefault(name)) switch
                {
                    (null, { } value) => $"+{name}={value}",
                    ({ } value, null) => $"-{name}={value}",
                    var (from, to) => $" {name}: {from} -> {to}",
                });
            }
        }

        return names.Count == 0 ? ExitCode.Ok : ExitCode.Problems;
    }

    private static void PrintJson(
        Workspace workspace, IEnumerable<string> names, Dictionary<string, string> before, Dictionary<string, string> after) =>
        workspace.Output.WriteJson(json =>
        {
            json.WriteStartObject();
            foreach (string name in names)
            {
                json.WriteStartObject(name);
                json.WriteString("from", before.GetValueOrDefault(name));
                json.WriteString("to", after.GetValueOrDefault(name));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });

    private static Dictionary<string, string>? Values(Workspace workspace, string path)
    {
        if (workspace.ReadExisting(path) is not { } config)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DotConfigAssignment assignment in config.Assignments)
        {
            values[assignment.Name] = assignment.Value;
        }

        return values;
    }
}
