using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace IommuConfig.Kconfig.Tests;

/// <summary>
/// Writes random trees and .config files of what Linux 6.1 and 7.3 agree on. Left out is what changed between them: choices, conditions on
/// <c>depends on</c>, transitional symbols, user values of symbols with a range, and reading a number that no default gives a value. Every name in
/// an expression is of an earlier symbol and every select of a later one, so that there is no cycle.
/// </summary>
internal sealed class SharedDialectKconfig
{
    private static readonly string[] s_types = ["bool", "bool", "tristate", "tristate", "int", "hex", "string"];
    private static readonly string[] s_constants = ["y", "m", "n", "\"y\"", "'m'", "0", "7", "-3", "0x10", "010", "\"\"", "\"text\"", "UNDEFINED"];
    private static readonly string[] s_relations = ["=", "!=", "<", "<=", ">", ">="];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();
    private readonly string[] _types;
    private readonly bool[] _hasRange;

    /// <summary>Whether expressions may name it: a number must have a value at all times.</summary>
    private readonly bool[] _isReadable;

    public SharedDialectKconfig(int seed)
    {
        _random = new Random(seed);
        _types = [.. Enumerable.Range(0, _random.Next(4, 30)).Select(_ => Pick(s_types))];
        _hasRange = new bool[_types.Length];
        _isReadable = new bool[_types.Length];
        Tree = WriteTree();
        Config = WriteConfig();
    }

    public string Tree { get; }

    public string Config { get; }

    private string WriteTree()
    {
        if (OneIn(4))
        {
            _text.Append("mainmenu \"A 'title'\"\n");
        }

        if (!OneIn(4))
        {
            _text.Append("config MODULES\n\tbool \"modules\"\n\tmodules\n").Append(OneIn(3) ? "" : "\tdefault y\n");
        }

        for (int i = 0; i < _types.Length; i++)
        {
            if (OneIn(5))
            {
                WriteBlock(i);
            }

            WriteSymbol(i, isFirst: true);
            if (_open.Count == 0 && OneIn(4))
            {
                WriteSymbol(_random.Next(i + 1), isFirst: false);
            }

            while (_open.Count > 0 && OneIn(3))
            {
                _text.Append(_open.Pop());
            }
        }

        while (_open.Count > 0)
        {
            _text.Append(_open.Pop());
        }

        return _text.ToString();
    }

    private void WriteBlock(int known)
    {
        switch (_random.Next(4))
        {
            case 0:
                _text.Append("if ").Append(Expression(known)).Append('\n');
                _open.Push("endif\n");
                break;
            case 1:
                _text.Append("comment \"a comment\"\n");
                WriteLines("depends on", known, 3);
                break;
            default:
                _text.Append("menu \"a menu\"\n");
                WriteLines("depends on", known, 3);
                WriteLines("visible if", known, 3);
                _open.Push("endmenu\n");
                break;
        }
    }

    private void WriteSymbol(int i, bool isFirst)
    {
        string type = _types[i];
        bool isNumber = type is "int" or "hex";
        if (isNumber && !isFirst)
        {
            return;
        }

        bool hasPrompt = !OneIn(3);
        _text.Append(hasPrompt && OneIn(6) ? "menuconfig S" : "config S").Append(i).Append("\n\t").Append(type)
            .Append(hasPrompt ? " \"prompt\"" + If(i) : "").Append('\n');
        bool isFree = _open.Count == 0;
        isFree &= !WriteLines("depends on", i, 2);
        for (int n = _random.Next(3); n > 0; n--)
        {
            _text.Append("\tdefault ").Append(Default(type, i)).Append(If(i)).Append('\n');
        }

        if (isNumber)
        {
            _hasRange[i] = OneIn(2);
            _text.Append(_hasRange[i] ? $"\trange {Bound(type, i)} {Bound(type, i)}{If(i)}\n\trange 0 5\n" : "").Append("\tdefault 7\n");
        }
        else if (type != "string")
        {
            WriteSelects(i);
        }

        _isReadable[i] = isFirst ? !isNumber || isFree : _isReadable[i];
    }

    private void WriteSelects(int i)
    {
        int[] targets = [.. Enumerable.Range(i + 1, _types.Length - i - 1).Where(j => _types[j] is "bool" or "tristate")];
        for (int n = targets.Length == 0 ? 0 : _random.Next(3); n > 0; n--)
        {
            _text.Append(OneIn(2) ? "\tselect S" : "\timply S").Append(Pick(targets)).Append(If(i)).Append('\n');
        }
    }

    private bool WriteLines(string keyword, int known, int rarity)
    {
        bool any = false;
        while (OneIn(rarity))
        {
            any = true;
            _text.Append('\t').Append(keyword).Append(' ').Append(Expression(known)).Append('\n');
        }

        return any;
    }

    private string Default(string type, int known) => type switch
    {
        "int" => OneIn(2) ? Name(known, "12") : Pick("0", "-5", "42", "\"6\""),
        "hex" => OneIn(2) ? Name(known, "0x12") : Pick("0x0", "1F", "0XaB", "\"6\""),
        "string" => OneIn(2) ? Name(known, "\"s\"") : Pick("\"\"", "\"a \\\"b\\\" \\\\ c\"", "'single'", "word", "y", "\"n\""),
        _ => Expression(known),
    };

    private string Bound(string type, int known) => OneIn(2) ? Name(known, "3") : type == "int" ? Pick("-2", "4", "20") : Pick("0x2", "A", "20");

    private string If(int known) => OneIn(3) ? " if " + Expression(known) : "";

    private string Name(int known, string otherwise)
    {
        int[] readable = [.. Enumerable.Range(0, known).Where(j => _isReadable[j])];
        return readable.Length == 0 ? otherwise : "S" + Pick(readable);
    }

    private string Operand(int known) => OneIn(3) ? Pick(s_constants) : Name(known, "y");

    private string Expression(int known, int depth = 0) => _random.Next(depth > 2 ? 4 : 8) switch
    {
        0 or 1 => Name(known, "y"),
        2 => Pick("y", "m", "n", "UNDEFINED", "\"y\""),
        3 => Operand(known) + " " + Pick(s_relations) + " " + Operand(known),
        4 => "!" + (OneIn(2) ? Name(known, "n") : "(" + Expression(known, depth + 1) + ")"),
        5 => "(" + Expression(known, depth + 1) + ")",
        6 => Expression(known, depth + 1) + " && " + Expression(known, depth + 1),
        _ => Expression(known, depth + 1) + " || " + Expression(known, depth + 1),
    };

    private string WriteConfig()
    {
        var config = new StringBuilder(OneIn(2) ? "CONFIG_MODULES=y\n" : "");
        for (int i = 0; i < _types.Length; i++)
        {
            if (!_hasRange[i] && OneIn(2))
            {
                config.Append(_types[i] switch
                {
                    "int" => $"CONFIG_S{i}={Pick("0", "-7", "33", "010", "x")}\n",
                    "hex" => $"CONFIG_S{i}={Pick("0x0", "FF", "0x1g")}\n",
                    "string" => $"CONFIG_S{i}={Pick("\"\"", "\"q\\\"uo\\\\te\"", "\"y\"", "\"0x10\"", "bare")}\n",
                    _ => Pick($"# CONFIG_S{i} is not set\n", $"CONFIG_S{i}=y\n", $"CONFIG_S{i}=m\n", $"CONFIG_S{i}=y\n"),
                });
            }
        }

        return config.ToString();
    }

    private bool OneIn(int count) => _random.Next(count) == 0;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
