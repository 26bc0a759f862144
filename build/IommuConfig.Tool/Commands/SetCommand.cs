using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Text;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig set A=y B=n</c></summary>
internal sealed class SetCommand : AssigningCommand
{
    private readonly Argument<string[]> _settings = new("NAME=VALUE")
    {
        Description = "Values: n, m, y, a number, or a text (with or without quotes).",
        Arity = ArgumentArity.OneOrMore,
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
                else if (setting.AsSpan().ContainsAny('\n', '\r', '\0'))
                {
                    result.AddError($"the value of {setting[..setting.IndexOf('=')]} has more than one line; a .config cannot hold it.");
                }
            }
        });
        Arguments.Add(_settings);
    }

    protected override IReadOnlyCollection<string>? Assign(ParseResult arguments, Workspace workspace, Configuration configuration)
    {
        var text = new StringBuilder();
        bool areRight = true;
        foreach (string setting in arguments.GetValue(_settings)!)
        {
            int equals = setting.IndexOf('=');
            if (workspace.Find(configuration.Tree, setting[..equals]) is not { } symbol)
            {
                areRight = false;
                continue;
            }

            string value = setting[(equals + 1)..];
            if (symbol.Type is SymbolType.Bool or SymbolType.Tristate && value is not ("y" or "m" or "n"))
            {
                workspace.Output.Error.WriteLine($"kconfig: {symbol.Name} is y, m or n, and not '{value}'");
                areRight = false;
                continue;
            }

            text.Append(workspace.Prefix).Append(symbol.Name).Append('=').Append(Written(symbol, value)).Append('\n');
        }

        if (!areRight)
        {
            return null;
        }

        var settings = new SourceFile("command line", text.ToString());
        workspace.Apply(configuration, settings);
        return [settings.Path];
    }

    private static string Written(Symbol symbol, string value) => symbol.Type == SymbolType.String && !value.StartsWith('"')
        ? QuotedText.Of(value)
        : value;
}
