using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace IommuConfig.Kconfig.Tests;

/// <summary>A random text for <see cref="MacroProgram"/>: mostly sound, with everything in it that the rules speak of.</summary>
internal sealed class RandomMacroProgram
{
    private static readonly string[] s_variables = ["A", "B", "C", "f", "g", "1", "2", "0", "a-b", "n0"];
    private static readonly string[] s_names = [.. s_variables, "E1", "E2", "E3", "UN", "", "3", "15", "01", " 1", "1 ", "+2", "A ", "-1"];
    private static readonly string[] s_literals =
        ["x", "yy", "y", "n", " ", "  ", "\t", ",", "()", "(a,b)", "$", "$$", "${A}", "$A", "#", "'", "\\", "=", "-", "a b", ".", "[", "]"];

    private readonly Random _random;
    private readonly List<string> _simple = [];

    public RandomMacroProgram(int seed)
    {
        _random = new Random(seed);
        var text = new StringBuilder();
        int lines = _random.Next(2, 14);
        for (int i = 0; i < lines; i++)
        {
            switch (_random.Next(10))
            {
                case < 6:
                    text.Append(Assignment()).Append('\n');
                    break;
                case < 8:
                    text.Append(Is(2) ? $"$(info,{Text(3)})" : Function(2)).Append('\n');
                    break;
                default:
                    string value = Text(3).Replace("\\", Pick(["\\\\", "\\q", "\\$", "\\\""]));
                    text.Append($"config S{i}\n\tstring\n\tdefault \"{value}\"\n");
                    break;
            }
        }

        text.Append($"config LAST\n\tstring\n\tdefault \"{string.Concat(s_variables.Concat(_simple).Select(name => $"$({name},p,q r)|"))}\"\n");
        Source = text.ToString();
    }

    public string Source { get; }

    /// <summary>What is assigned with := is new or gets plain text: where a simple variable refers to itself, the C program's result is undefined.</summary>
    private string Assignment()
    {
        if (Is(4))
        {
            string simple = FormattableString.Invariant($"s{_simple.Count}");
            string value = Text(3);
            _simple.Add(simple);
            return simple + Pick([":=", " := "]) + value;
        }

        string name = Pick(Is(6) && _simple.Count > 0 ? [.. _simple] : s_variables);
        return (name == "n0" && Is(2) ? "n$(E3)0" : name) + (Is(6) ? " := " + Text(3).Replace("$", "") : Pick(["=", " = ", " += ", "+=\t"]) + Text(3));
    }

    private bool Is(int oneIn) => _random.Next(oneIn) == 0;

    private string Pick(string[] words) => words[_random.Next(words.Length)];

    private string Text(int depth)
    {
        var text = new StringBuilder();
        for (int pieces = _random.Next(5); pieces > 0; pieces--)
        {
            text.Append(_random.Next(20) switch
            {
                < 8 => Pick(s_literals),
                < 11 => $"$({Pick(["1", "2", "3", "0"])})",
                < 17 when depth > 0 => Reference(depth - 1),
                < 19 when depth > 0 => Function(depth - 1),
                19 when Is(12) => Pick(["$(", "(", ")", "$(A"]),
                _ => "z",
            });
        }

        return text.ToString();
    }

    private string Reference(int depth)
    {
        var text = new StringBuilder("$(").Append(Is(12) ? Text(depth) : Pick(Is(4) && _simple.Count > 0 ? [.. _simple] : s_names));
        for (int arguments = Is(40) ? _random.Next(13, 18) : _random.Next(4); arguments > 0; arguments--)
        {
            text.Append(',').Append(Text(depth));
        }

        return text.Append(')').ToString();
    }

    private string Function(int depth) => _random.Next(14) switch
    {
        0 => "$(lineno)",
        1 => "$(filename)",
        2 or 3 or 4 => $"$(info,{Text(depth)})",
        5 or 6 => $"$(warning-if,{Pick(["y", "n", "", "$(1)", "yy"])},{Text(depth)})",
        7 => $"$(error-if,{Pick(["n", "n", "", "$(2)", "$(A)"])},{Text(depth)})",
        8 => "$(shell,echo $(E1) a$(lineno))",
        9 => "$(shell,printf 'a\\n\\nb\\n\\n')",
        10 when Is(3) => $"$({Pick(["info", "lineno", "filename", "shell", "error-if", "warning-if"])},{Text(depth)},k)",
        11 when Is(3) => $"$({Pick(["info", "shell", "error-if", "warning-if"])})",
        _ => Reference(depth),
    };
}
