using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.IO;
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
            if (parsed.Errors.Count > 0 && parsed.Action is not (HelpAction or HelpWithExamples))
            {
                Explain(parsed, output);
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

    private static void Explain(ParseResult parsed, ToolOutput output)
    {
        if (parsed.CommandResult.Command is RootCommand root)
        {
            string problem = "say what to do: name a command";
            if (parsed.UnmatchedTokens is [{ } word, ..])
            {
                List<string> names = [];
                foreach (Command command in root.Subcommands)
                {
                    names.Add(command.Name);
                }

                problem = $"there is no {(word.StartsWith('-') ? "option" : "command")} '{word}'"
                    + (DidYouMean.Closest(word, names) is { } similar ? $"; did you mean '{similar}'?" : "");
            }

            output.Error.WriteLine("kconfig: " + problem);
            output.Error.WriteLine("Try 'kconfig --help'.");
            return;
        }

        foreach (ParseError error in parsed.Errors)
        {
            output.Error.WriteLine("kconfig: " + error.Message);
        }

        output.Error.WriteLine($"Try 'kconfig {parsed.CommandResult.Command.Name} --help'.");
    }

    private static RootCommand Build(ToolOutput output, ToolHost host)
    {
        var root = new RootCommand("Kconfig: configure, ask, check. 'kconfig conf' takes the place of the C program conf and has its options.");
        CommonOptions.AddTo(root);
        ToolCommand[] commands =
        [
            new OldDefConfigCommand(), new DefConfigCommand(), new SaveDefConfigCommand(),
            .. AllConfigCommand.Create(), new RandConfigCommand(),
            new GetCommand(), new SetCommand(), new MergeCommand(), new DiffCommand(), new ListNewCommand(),
            new SearchCommand(), new WhyCommand(), new LintCommand(), new EnvCommand(),
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
