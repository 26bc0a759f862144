using System;
using System.Collections.Generic;

namespace IommuConfig.Tool.Conf;

/// <summary>
/// Takes a command line apart as GNU getopt_long does: options and operands in any order (POSIXLY_CORRECT: options first), <c>--</c> ends the
/// options, long names may be abbreviated, letters may be joined.
/// </summary>
/// <param name="options">The long options.</param>
/// <param name="letters">The options of one letter, none of which has an argument.</param>
/// <param name="program">The name that begins a message.</param>
/// <param name="report">Receives messages, each a complete line.</param>
internal sealed class CommandLineReader(IReadOnlyList<LongOption> options, string letters, string program, Action<string> report)
{
    private readonly List<string> _operands = [];

    /// <summary>What is no option, once all options have been read.</summary>
    public IReadOnlyList<string> Operands => _operands;

    /// <summary>Finds the options, one after the other; messages come in between.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="optionsComeFirst">Whether the first operand ends the options.</param>
    public IEnumerable<ParsedOption> Read(IReadOnlyList<string> arguments, bool optionsComeFirst)
    {
        for (int next = 0; next < arguments.Count; next++)
        {
            string argument = arguments[next];
            if (argument == "--" || (optionsComeFirst && !IsOption(argument)))
            {
                for (next += argument == "--" ? 1 : 0; next < arguments.Count; next++)
                {
                    _operands.Add(arguments[next]);
                }
            }
            else if (!IsOption(argument))
            {
                _operands.Add(argument);
            }
            else if (argument.StartsWith("--", StringComparison.Ordinal))
            {
                yield return ReadLong(arguments, ref next);
            }
            else
            {
                for (int i = 1; i < argument.Length; i++)
                {
                    yield return ReadLetter(argument[i]);
                }
            }
        }
    }

    private static bool IsOption(string argument) => argument.Length > 1 && argument[0] == '-';

    private ParsedOption ReadLetter(char letter) => letters.Contains(letter)
        ? new ParsedOption(letter, null, null)
        : Mistake($"invalid option -- '{letter}'");

    private ParsedOption ReadLong(IReadOnlyList<string> arguments, ref int next)
    {
        string written = arguments[next];
        int equals = written.IndexOf('=');
        string name = equals < 0 ? written[2..] : written[2..equals];
        string? argument = equals < 0 ? null : written[(equals + 1)..];
        IReadOnlyList<LongOption> meant = Meant(name);
        if (meant.Count == 0)
        {
            return Mistake($"unrecognized option '{written}'");
        }

        if (meant.Count > 1)
        {
            return Mistake($"option '{written}' is ambiguous; possibilities:{Names(meant)}");
        }

        LongOption option = meant[0];
        if (argument is not null && option.Argument == OptionArgument.None)
        {
            return Mistake($"option '--{option.Name}' doesn't allow an argument");
        }

        if (argument is null && option.Argument == OptionArgument.Required)
        {
            if (next + 1 == arguments.Count)
            {
                return Mistake($"option '--{option.Name}' requires an argument");
            }

            argument = arguments[++next];
        }

        return new ParsedOption(option.Letter, option.Mode, argument);
    }

    private List<LongOption> Meant(string name)
    {
        var found = new List<LongOption>();
        foreach (LongOption option in options)
        {
            if (option.Name == name)
            {
                return [option];
            }

            if (option.Name.StartsWith(name, StringComparison.Ordinal))
            {
                found.Add(option);
            }
        }

        return found;
    }

    private static string Names(IEnumerable<LongOption> options)
    {
        string names = "";
        foreach (LongOption option in options)
        {
            names += $" '--{option.Name}'";
        }

        return names;
    }

    private ParsedOption Mistake(string message)
    {
        report($"{program}: {message}\n");
        return new ParsedOption(ParsedOption.Mistake, null, null);
    }
}
