using System.CommandLine;
using System.CommandLine.Parsing;

namespace IommuConfig.Tool.Commands;

/// <summary>The options that every command has.</summary>
internal static class CommonOptions
{
    private static readonly string s_dialects = string.Join(", ", IommuConfig.Kconfig.Dialect.All);

    public static Option<string> Dialect { get; } = new("--dialect")
    {
        Description = $"Which Kconfig the files are written in: {s_dialects}. Default: KCONFIG_DIALECT, or linux.",
        HelpName = "NAME",
        Recursive = true,
        Validators = { RequireDialect },
    };

    public static Option<string> Root { get; } = new("--root")
    {
        Description = "The folder that paths in Kconfig files start from. Default: the current one.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<string> Kconfig { get; } = new("--kconfig")
    {
        Description = "The first Kconfig file, relative to the root folder. Default: Kconfig.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Option<string> Config { get; } = new("--config")
    {
        Description = "The configuration. Default: KCONFIG_CONFIG, or .config in the root folder.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Option<string[]> Env { get; } = new("--env")
    {
        Description = "Sets an environment variable for $(NAME). May be repeated.",
        HelpName = "NAME=VALUE",
        Recursive = true,
        Validators = { RequireSetting },
    };

    public static Option<bool> NoShell { get; } = new("--no-shell")
    {
        Description = "Runs no commands for $(shell,...); that they are needed is an error.",
        Recursive = true,
    };

    public static Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Shows errors, but no warnings and no notes.",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Prints the result as JSON.",
        Recursive = true,
    };

    /// <summary>Adds them to the command line.</summary>
    public static void AddTo(RootCommand command)
    {
        foreach (Option option in (Option[])[Dialect, Root, Kconfig, Config, Env, NoShell, Quiet, Json])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What to say of a name that is no dialect's.</summary>
    public static string NoDialect(string name) => $"there is no dialect '{name}'; there are {s_dialects}";

    private static void RequireDialect(OptionResult result)
    {
        if (IommuConfig.Kconfig.Dialect.Find(result.GetValueOrDefault<string>()) is null)
        {
            result.AddError(NoDialect(result.GetValueOrDefault<string>()));
        }
    }

    private static void RequireSetting(OptionResult result)
    {
        foreach (string value in result.GetValueOrDefault<string[]>())
        {
            if (value.IndexOf('=') < 1)
            {
                result.AddError($"'--env {value}' sets nothing; write --env NAME=VALUE.");
            }
        }
    }
}
