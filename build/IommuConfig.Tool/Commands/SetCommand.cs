using System.CommandLine;
using System.Text;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig set A=y B=n</c></summary>
internal sealed class SetCommand : ToolCommand
{
    private readonly Argument<string[]> _settings = new("NAME=VALUE")
    {
        Description = "Values: n, m, y, a number, or a text (with or without quotes).",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _warnOnly = new("--warn-only")
    {
        Description = "Writes the configuration even if a value has no effect.",
    };

    public SetCommand()
        : base("set", "Sets values, and says why if one has no effect; then nothing is written.",
            "kconfig set HAS_PCI=y NR_CPUS=64",
            "kconfig set 'DEFAULT_HOSTNAME=box'")
    {
        _settings.Validators.Add(result =>
        {
            foreach (string setting in result.GetValueOrDefault<string[]>())
            {
                if (setting.IndexOf('=') < 1)
                {
                    result.AddError($"'{setting}' sets nothing; write NAME=VALUE.");
                }
            }
        });
        Arguments.Add(_settings);
        Options.Add(_warnOnly);
    }

    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.Load() is not { } configuration)
        {
            return ExitCode.Problems;
        }

        var text = new StringBuilder();
        foreach (string setting in arguments.GetValue(_settings)!)
        {
            int equals = setting.IndexOf('=');
            if (workspace.Find(configuration.Tree, setting[..equals]) is not { } symbol)
            {
                return ExitCode.Problems;
            }

            text.Append("CONFIG_").Append(symbol.Name).Append('=').Append(Written(symbol, setting[(equals + 1)..])).Append('\n');
        }

        var settings = new SourceFile("command line", text.ToString());
        workspace.Apply(configuration, settings);
        workspace.Print(Lost.Of(configuration, [settings.Path]), areErrors: !arguments.GetValue(_warnOnly));
        return workspace.HasErrors ? ExitCode.Problems : workspace.Write(configuration);
    }

    private static string Written(Symbol symbol, string value) => symbol.Type == SymbolType.String && !value.StartsWith('"')
        ? QuotedText.Of(value)
        : value;
}
