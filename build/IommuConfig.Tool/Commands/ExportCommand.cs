using System.CommandLine;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig export</c></summary>
internal sealed class ExportCommand : ToolCommand
{
    private readonly Option<string> _format = new("--format")
    {
        Description = "The form: json, which docs/json.md describes.",
        HelpName = "json",
        DefaultValueFactory = _ => "json",
    };

    private readonly Option<string> _output = new("--output")
    {
        Description = "The file to write. Default: standard output.",
        HelpName = "FILE",
    };

    public ExportCommand()
        : base("export", "Gives all symbols with their values, where these come from, and where the symbols are defined, for other programs.",
            "kconfig export --format json | jq '.symbols[] | select(.value == \"m\") | .name'",
            "kconfig export --output config.json")
    {
        _format.AcceptOnlyFromAmong("json");
        Options.Add(_format);
        Options.Add(_output);
    }

    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.Load() is not { } configuration)
        {
            return ExitCode.Problems;
        }

        string text = ConfigJsonWriter.Write(configuration);
        if (arguments.GetValue(_output) is not { } path)
        {
            workspace.Output.Out.Write(text);
            return ExitCode.Ok;
        }

        var content = new Utf8Writer();
        content.Append(text);
        return workspace.Write(path, content);
    }
}
