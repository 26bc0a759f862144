using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary>The command line of everything but <c>kconfig conf</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs what the command line asks for.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, ToolHost host)
    {
        var output = new ToolOutput(host);
        try
        {
            ParseResult parsed = Build(output, host).Parse(arguments, new ParserConfiguration { EnablePosixBundling = false });
            if (parsed.Action is not (HelpAction or HelpWithExamples) && Mistakes(parsed) is { Count: > 0 } mistakes)
            {
                foreach (string mistake in mistakes)
                {
                    output.Error.WriteLine("kconfig: " + mistake);
                }

                output.Error.WriteLine($"Try 'kconfig {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}--help'.");
                return ExitCode.Usage;
            }

            return parsed.Invoke(new InvocationConfiguration { Output = output.Out, Error = output.Error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            output.Error.WriteLine("kconfig: " + e.Message);
            return ExitCode.Problems;
        }
        finally
        {
            output.Flush();
        }
    }

    private static IReadOnlyList<string> Mistakes(ParseResult parsed)
    {
        if (StrangeOption(parsed) is { } word)
        {
            return [$"there is no option '{word}'" + DidYouMean.Hint(word, OptionNames(parsed))];
        }

        if (parsed.CommandResult.Command is RootCommand root && parsed.Errors.Count > 0)
        {
            return [parsed.UnmatchedTokens is not [{ } command, ..] ? "say what to do: name a command"
                : command == "conf" ? "of our options only --dialect and --program-name may stand before 'conf'; behind it come those of the C program"
                : $"there is no command '{command}'" + Hint(command, root)];
        }

        return [.. parsed.Errors.Select(error => error.Message)];
    }

    private static string Hint(string command, RootCommand root) => command switch
    {
        "oldconfig" or "oldaskconfig" or "syncconfig" or "helpnewconfig" or "yes2modconfig" or "mod2yesconfig" or "mod2noconfig" =>
            $"; did you mean 'conf --{command} Kconfig'?",
        "listnewconfig" => "; did you mean 'list-new'?",
        "menuconfig" or "nconfig" or "xconfig" or "gconfig" => ": there are no menus here; 'conf --oldaskconfig Kconfig' asks about everything, 'set' sets single values",
        _ => DidYouMean.Hint(command, [.. Names(root.Subcommands), "conf"]),
    };

    /// <summary>What looks like an option and was taken for an operand. What does stand behind <c>--</c> is one, and so is <c>-</c>.</summary>
    private static string? StrangeOption(ParseResult parsed) => parsed.Tokens
        .TakeWhile(token => token.Type != TokenType.DoubleDash)
        .Where(token => token.Type == TokenType.Argument && token.Value.Length > 1 && token.Value[0] == '-')
        .Select(token => token.Value)
        .FirstOrDefault();

    private static IEnumerable<string> OptionNames(ParseResult parsed) =>
        Names(parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options));

    private static IEnumerable<string> Names(IEnumerable<System.CommandLine.Symbol> symbols) => symbols.Select(symbol => symbol.Name);

    private static RootCommand Build(ToolOutput output, ToolHost host)
    {
        var root = new RootCommand("Kconfig: configure, ask, check. 'kconfig conf' takes the place of the C program conf and has its options.");
        CommonOptions.AddTo(root);
        ToolCommand[] commands =
        [
            new OldDefConfigCommand(), new DefConfigCommand(), new SaveDefConfigCommand(),
            .. AllConfigCommand.Create(), new RandConfigCommand(),
            new GetCommand(), new SetCommand(), new MergeCommand(), new DiffCommand(), new ListNewCommand(),
            new SearchCommand(), new WhyCommand(), new LintCommand(), new EnvCommand(), new ExportCommand(),
        ];
        foreach (ToolCommand command in commands)
        {
            command.SetAction(arguments => command.Run(arguments, new Workspace(arguments, host, output)));
            root.Subcommands.Add(command);
        }

        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction action })
            {
                option.Action = new HelpWithExamples(action);
            }
        }

        return root;
    }

    /// <summary>The usual help, then the command's examples and what the exit codes mean.</summary>
    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            help.Invoke(parseResult);
            TextWriter output = parseResult.InvocationConfiguration.Output;
            if (parseResult.CommandResult.Command is ToolCommand command)
            {
                output.WriteLine("Examples:");
                foreach (string example in command.Examples)
                {
                    output.WriteLine("  " + example);
                }

                output.WriteLine();
            }

            output.WriteLine("Exit codes: 0 all is well, 1 problems found, 2 wrong usage.");
            return ExitCode.Ok;
        }
    }
}
