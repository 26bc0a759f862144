using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Makes small trees of the Linux 6.1 dialect and breaks them, from a seed: tokens and lines are dropped, doubled, swapped and strewn in.</summary>
internal sealed class MalformedKconfig(int seed)
{
    private static readonly string[] s_tokens =
    [
        "bool", "choice", "comment", "config", "def_bool", "def_tristate", "default", "depends", "on", "endchoice", "endif", "endmenu", "help", "hex", "if", "imply",
        "int", "mainmenu", "menu", "menuconfig", "modules", "optional", "prompt", "range", "select", "source", "string", "tristate", "visible", "transitional",
        "option", "rsource", "(", ")", "!", "=", "!=", "<", "&&", "||", ":=", "+=", "\"text\"", "'text'", "\"open", "\" lead\"", "\"\"", "A", "B", "foo", "y", "0x1F",
        "-5", "$(V)", "$(E)", "\"$(V) x\"", "$(W", "$x", ";", "&", "\\", "\r", "é", "#", "$(info,hi)", "$(warning-if,y,warned)", "\"other\"", "\"missing\"",
    ];

    private static readonly string[] s_lines =
    [
        "endif", "endmenu", "endchoice", "menu \"m\"", "if A", "choice", "choice NAMED", "mainmenu \"late\"", "\thelp", "\t  indented", "V := v", "E :=", "W = $(V)",
        "X = a # b  ", "$(warning-if,y,line)", "$(E)", "$(V)", "source \"other\"", "source \"third\"", "\toptional", "\tvisible if A", "\ttransitional", "foo", "foo bar",
        "foo = ", "\tdepends on A if B", "$(V) = 1", "$(E) config B", "menuconfig C", "\tbool \"C\"", "\tint", "\tmodules", "\\", "", "# comment", "\thelp\n\t  text\n\n\t  more",
        "comment \"  lead\"", "$(lineno)", "X := $(lineno)$(warning-if,y,here)", "$(error-if,y,stop)", "source \"Kconfig\"",
    ];

    private readonly Random _random = new(seed);
    private int _depth;

    /// <summary>The files, "Kconfig" first.</summary>
    public IReadOnlyList<(string Path, string Text)> Files()
    {
        var files = new List<(string, string)> { ("Kconfig", Break(Statements(4))), ("other", _random.Next(2) == 0 ? Break(Statements(2)) : Statements(2)) };
        files.Add(("third", Statements(1)));
        return files;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private string Name() => Pick(["A", "B", "C", "D"]);

    private string Statements(int count) => string.Concat(Enumerable.Range(0, _random.Next(count + 1)).Select(_ => Statement()));

    private string Statement()
    {
        _depth++;
        string text = _random.Next(_depth > 3 ? 5 : 10) switch
        {
            0 or 1 or 2 => $"config {Name()}\n{Lines()}",
            3 => $"menuconfig {Name()}\n{Lines()}",
            4 => $"comment \"c\"\n\tdepends on {Expression()}\n",
            5 => $"if {Expression()}\n{Statements(3)}endif\n",
            6 => $"menu \"m\"\n\tdepends on {Expression()}\n\tvisible if A\n{Statements(3)}endmenu\n",
            7 => $"choice{Pick(["", " N"])}\n\tprompt \"c\"{If()}\n\tdefault {Name()}\n{Pick(["", "\toptional\n", "\ttristate\n", "\thelp\n\t  h\n"])}config {Name()}\n{Lines()}endchoice\n",
            8 => $"{Pick(["V", "E", "W"])} {Pick(["=", ":=", "+="])} {Pick(["v", "", "$(U)"])}\n",
            _ => _depth > 2 ? "# nothing\n" : $"source \"{Pick(["other", "third"])}\"\n",
        };
        _depth--;
        return text;
    }

    private string Lines() => string.Concat(Enumerable.Range(0, _random.Next(4)).Select(_ => "\t" + _random.Next(9) switch
    {
        0 => Pick(["bool", "tristate", "int", "hex", "string"]),
        1 => $"{Pick(["bool", "string"])} \"p\"{If()}",
        2 => $"default {Expression()}{If()}",
        3 => $"depends on {Expression()}",
        4 => $"select {Name()}{If()}",
        5 => "range 1 2",
        6 => "help\n\t  some text\n\t    deeper" + Pick(["", "\n", "\n\n", "\n\n\t  more"]),
        7 => $"def_bool {Expression()}",
        _ => $"prompt \"{Pick(["", " "])}p\"{If()}",
    } + "\n"));

    private string If() => _random.Next(3) == 0 ? " if " + Expression() : "";

    private string Expression() => _random.Next(8) switch
    {
        0 => "!" + Expression(),
        1 => $"({Expression()})",
        2 => $"{Name()} {Pick(["=", "!=", "<", ">="])} {Pick(["y", "\"x\"", "B"])}",
        3 => $"{Expression()} && {Expression()}",
        4 => $"{Name()} || {Expression()}",
        5 => "$(V)",
        _ => Name(),
    };

    private string Break(string text)
    {
        List<string> lines = [.. text.Split('\n')];
        for (int i = _random.Next(1, 5); i > 0; i--)
        {
            int at = _random.Next(lines.Count);
            switch (_random.Next(8))
            {
                case 0:
                    lines.RemoveAt(at);
                    break;
                case 1:
                    lines.Insert(at, lines[at]);
                    break;
                case 2:
                    int other = _random.Next(lines.Count);
                    (lines[at], lines[other]) = (lines[other], lines[at]);
                    break;
                case 3:
                    lines.Insert(at, Pick(s_lines));
                    break;
                case 4:
                    lines[at] = lines[at].TrimStart();
                    break;
                default:
                    lines[at] = BreakLine(lines[at]);
                    break;
            }

            if (lines.Count == 0)
            {
                lines.Add(Pick(s_lines));
            }
        }

        string broken = string.Join('\n', lines);
        return _random.Next(10) == 0 ? broken.TrimEnd('\n') : broken.Length > 0 && broken[^1] != '\n' ? broken + "\n" : broken;
    }

    private string BreakLine(string line)
    {
        var blanks = line.Length - line.TrimStart().Length;
        List<string> tokens = [.. line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)];
        int at = _random.Next(tokens.Count + 1);
        switch (_random.Next(4))
        {
            case 0 when at < tokens.Count:
                tokens.RemoveAt(at);
                break;
            case 1 when at < tokens.Count:
                tokens.Insert(at, tokens[at]);
                break;
            case 2 when at < tokens.Count:
                tokens[at] = Pick(s_tokens);
                break;
            default:
                tokens.Insert(at, Pick(s_tokens));
                break;
        }

        return new StringBuilder().Append(line, 0, blanks).AppendJoin(' ', tokens).ToString();
    }
}
