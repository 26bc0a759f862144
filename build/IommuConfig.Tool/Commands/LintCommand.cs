using System.Collections.Generic;
using System.CommandLine;
using IommuConfig.Kconfig;
using IommuConfig.Tool.Lint;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig lint</c></summary>
internal sealed class LintCommand : ToolCommand
{
    private readonly Option<string[]> _code = new("--code")
    {
        Description = "A folder whose files are searched for CONFIG_ names, and C# and project files for plain ones, so that symbols which only code reads count as used. May be repeated.",
        HelpName = "DIR",
    };

    public LintCommand()
        : base("lint",
            "Finds symbols that are not defined, that no configuration can enable, or that nothing uses, selects that ignore dependencies, and ranges that do not fit.",
            "kconfig lint",
            "kconfig lint --code src --code include --json") => Options.Add(_code);

    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.LoadTree() is not { } tree)
        {
            return ExitCode.Problems;
        }

        List<LintFinding> findings = [.. TreeLint.Find(tree), .. UnusedSymbols.Find(tree, workspace.FullPaths(arguments.GetValue(_code) ?? []))];
        if (workspace.IsJson)
        {
            PrintJson(workspace, findings);
        }
        else
        {
            foreach (LintFinding finding in findings)
            {
                workspace.Output.Out.WriteLine($"{finding.Location}: {finding.Check}: {finding.Message}");
            }
        }

        return findings.Count == 0 ? ExitCode.Ok : ExitCode.Problems;
    }

    private static void PrintJson(Workspace workspace, List<LintFinding> findings) => workspace.Output.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach (LintFinding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("check", finding.Check);
            json.WriteString("symbol", finding.Symbol.Name);
            json.WriteString("file", finding.Location.Path);
            json.WriteNumber("line", finding.Location.Line);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
