using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace IommuConfig.Kconfig.Tests.Printing;

/// <summary>
/// Writes random trees of everything that a dialect has, and .config files for them. Names in expressions are of earlier symbols and selects of later
/// ones, so that most trees have no cycle.
/// </summary>
internal sealed class EveryConstruct
{
    private static readonly string[] s_types = ["bool", "bool", "tristate", "tristate", "int", "hex", "string"];
    private static readonly string[] s_relations = ["=", "!=", "<", "<=", ">", ">="];
    private static readonly string[] s_texts =
        ["plain", "it's", "a \\\"b\\\"", "back\\\\slash", "end\\\\", "\\$(NOT)", "$dollar $$", "tab\there", "é ☃", "", "# no comment", "a  b ", "\\'", "if y", "(x)"];

    private static readonly string[] s_help =
    [
        "\thelp\n\t  One line.\n", "\thelp\n\t  Two lines,\n\t    deeper.\n\n\t  After a gap.\n\n", "    help\n      spaces\n\ttab\n", "\thelp\n\n\n\t  late \t\n\n\n",
        "\thelp\n\t  \"quotes\" \\ and # and $(macro)\n\t\tdeep\n", "\thelp\n config is a word\n  if y\n", "  help\n   a\n        b\n\tc\n   d\n",
    ];

    private readonly Random _random;
    private readonly Dialect _dialect;
    private readonly StringBuilder _text = new();
    private readonly string[] _types;
    private readonly HashSet<int> _members = [];
    private int _next;

    /// <summary>How many symbols expressions may name.</summary>
    private int _known;
    private int _depth;

    public EveryConstruct(int seed, Dialect dialect)
    {
        _random = new Random(seed);
        _dialect = dialect;
        _types = [.. Enumerable.Range(0, _random.Next(4, 40)).Select(_ => Pick(s_types))];
        Tree = WriteTree();
    }

    public string Tree { get; }

    private bool IsClassic => _dialect.Choices == ChoiceRules.Classic;

    /// <summary>The next configuration of a user.</summary>
    public string Config()
    {
        var config = new StringBuilder(OneIn(2) ? "CONFIG_MODULES=y\n" : "");
        for (int i = 0; i < _types.Length; i++)
        {
            if (OneIn(2))
            {
                config.Append(_types[i] switch
                {
                    "int" => $"CONFIG_S{i}={Pick("0", "-7", "33", "3")}\n",
                    "hex" => $"CONFIG_S{i}={Pick("0x0", "FF", "0x4")}\n",
                    "string" => $"CONFIG_S{i}={Pick("\"\"", "\"q\\\"uo\\\\te\"", "\"y\"", "\"0x10\"")}\n",
                    _ => Pick($"# CONFIG_S{i} is not set\n", $"CONFIG_S{i}=y\n", $"CONFIG_S{i}=m\n", $"CONFIG_S{i}=y\n"),
                });
            }
        }

        return config.ToString();
    }

    private string WriteTree()
    {
        _text.Append(OneIn(3) ? $"mainmenu \"{Pick(s_texts)}\"\n" : "").Append("TEXT := from a \"macro\" \\ here\nNAME = S0\nyes := y\n");
        if (!OneIn(4))
        {
            _text.Append("config MODULES\n\tbool \"modules\"\n").Append(_dialect.HasLegacySyntax && OneIn(2) ? "\toption modules\n" : "\tmodules\n")
                .Append(OneIn(3) ? "" : "\tdefault y\n");
        }

        while (_next < _types.Length)
        {
            WriteStatement();
        }

        return _text.ToString();
    }

    private void WriteStatement()
    {
        switch (_random.Next(_depth > 4 ? 4 : 11))
        {
            case 7:
                _text.Append("comment \"").Append(Pick(s_texts)).Append("\"\n");
                WriteLines("depends on", 3);
                break;
            case 8:
                _text.Append("if ").Append(Expression()).Append('\n');
                WriteInside("endif\n", WriteStatement);
                break;
            case 9:
                _text.Append("menu \"").Append(Pick(s_texts)).Append("\"\n");
                WriteLines("depends on", 3);
                WriteLines("visible if", 3);
                WriteInside("endmenu\n", WriteStatement);
                break;
            case 10:
                WriteChoice();
                break;
            default:
                WriteSymbol(_next++, isFirst: true);
                _known = _next;
                break;
        }
    }

    private void WriteInside(string end, Action write)
    {
        _depth++;
        for (int n = _random.Next(5); n > 0 && _next < _types.Length; n--)
        {
            write();
        }

        _depth--;
        _text.Append(end);
    }

    private void WriteSymbol(int i, bool isFirst)
    {
        string type = _types[i];
        if (_dialect.HasTransitional && isFirst && _depth == 0 && OneIn(12))
        {
            _text.Append($"config S{i}\n\t{type}\n\ttransitional\n").Append(OneIn(2) ? Pick(s_help) : "");
            return;
        }

        bool hasPrompt = !OneIn(3);
        string prompt = $"\"{Pick(s_texts)}\"{If()}";
        _text.Append(hasPrompt && OneIn(6) ? "menuconfig S" : "config S").Append(i).Append('\n');
        _text.Append('\t').Append(type).Append(hasPrompt && OneIn(2) ? " " + prompt + "\n" : hasPrompt ? "\n\tprompt " + prompt + "\n" : "\n");
        WriteLines("depends on", 2);
        for (int n = _random.Next(3); n > 0; n--)
        {
            _text.Append("\tdefault ").Append(Default(type)).Append(If()).Append('\n');
        }

        if (type is "int" or "hex")
        {
            _text.Append(OneIn(2) ? $"\trange {Bound(type)} {Bound(type)}{If()}\n" : "").Append("\tdefault 7\n");
        }
        else if (type != "string")
        {
            WriteSelects(i);
        }
        else if (_dialect.HasLegacySyntax && isFirst && OneIn(4))
        {
            _text.Append(OneIn(2) ? "\toption env=\"HOME\"\n" : OneIn(2) ? "\toption defconfig_list\n" : "\toption allnoconfig_y\n");
        }

        _text.Append(OneIn(3) ? Pick(s_help) : "");
        if (OneIn(5) && !_members.Contains(i) && isFirst)
        {
            WriteSymbol(i, isFirst: false);
        }
    }

    private void WriteChoice()
    {
        bool isTristate = IsClassic && OneIn(3);
        int first = _next;
        _text.Append(IsClassic && OneIn(4) ? $"choice NAMED{_next}\n" : "choice\n").Append("\tprompt \"").Append(Pick(s_texts)).Append('"').Append(If()).Append('\n');
        _text.Append(isTristate ? "\ttristate\n" : IsClassic && OneIn(2) ? "\tbool\n" : "").Append(IsClassic && OneIn(3) ? "\toptional\n" : "");
        WriteLines("depends on", 3);
        int count = Math.Min(_random.Next(1, 5), _types.Length - _next);
        for (int n = _random.Next(3); n > 0; n--)
        {
            _text.Append("\tdefault S").Append(first + _random.Next(count)).Append(If()).Append('\n');
        }

        _text.Append(OneIn(3) ? Pick(s_help) : "");
        for (int i = first; i < first + count; i++)
        {
            _members.Add(i);
            _types[i] = isTristate && !OneIn(4) ? "tristate" : "bool";
            string condition = OneIn(4) ? Expression() : "";
            _text.Append(condition.Length > 0 ? $"if {condition}\n" : "").Append($"config S{i}\n")
                .Append(IsClassic && OneIn(5) ? "\tprompt" : "\t" + _types[i]).Append($" \"{Pick(s_texts)}\"{If()}\n");
            WriteLines("depends on", 3);
            _text.Append(OneIn(4) ? Pick(s_help) : "").Append(condition.Length > 0 ? "endif\n" : "").Append(OneIn(6) ? "comment \"between\"\n" : "");
        }

        _known = _next += count;
        _text.Append("endchoice\n");
    }

    private void WriteSelects(int i)
    {
        int[] targets = [.. Enumerable.Range(i + 1, _types.Length - i - 1).Where(j => _types[j] is "bool" or "tristate")];
        for (int n = targets.Length == 0 ? 0 : _random.Next(3); n > 0; n--)
        {
            _text.Append(OneIn(2) ? "\tselect S" : "\timply S").Append(Pick(targets)).Append(If()).Append('\n');
        }
    }

    private void WriteLines(string keyword, int rarity)
    {
        while (OneIn(rarity))
        {
            bool isConditional = keyword == "depends on" && _dialect.HasConditionalDependencies && OneIn(4);
            _text.Append('\t').Append(keyword).Append(' ').Append(Expression()).Append(isConditional ? " if " + Expression() : "").Append('\n');
        }
    }

    private string Default(string type) => type switch
    {
        "int" => OneIn(2) ? Name("int") : Pick("0", "-5", "42", "\"6\""),
        "hex" => OneIn(2) ? Name("hex") : Pick("0x0", "1F", "0XaB", "\"6\""),
        "string" => OneIn(2) ? Name("string") : Pick($"\"{Pick(s_texts)}\"", "'single \"double\"'", "word", "y", "\"n\"", "\"$(TEXT)\""),
        _ => Expression(),
    };

    private string Bound(string type) => OneIn(2) ? Name(type) : type == "int" ? Pick("-2", "4", "20") : Pick("0x2", "A", "20");

    private string If() => OneIn(3) ? " if " + Expression() : "";

    /// <summary>An earlier symbol, which may be of any type but where a number is needed, or a constant.</summary>
    private string Name(string type)
    {
        int[] known = [.. Enumerable.Range(0, _known).Where(j => _types[j] == type)];
        return known.Length == 0 ? (type switch { "int" => "12", "hex" => "0x12", _ => "\"s\"" }) : "S" + Pick(known);
    }

    private string Any() => _known == 0 ? "y" : "S" + _random.Next(_known);

    private string Operand() => OneIn(3) ? Pick("y", "m", "n", "\"y\"", "'m'", "0", "7", "-3", "0x10", "010", "\"\"", "\"te\\\"xt\"", "UNDEFINED") : Any();

    private string Expression(int depth = 0) => _random.Next(depth > 2 ? 4 : 9) switch
    {
        0 or 1 => Any(),
        2 => Pick("y", "m", "n", "UNDEFINED", "\"y\"", "$(yes)"),
        3 => Operand() + " " + Pick(s_relations) + " " + Operand(),
        4 => "!" + (OneIn(2) ? Any() : "(" + Expression(depth + 1) + ")"),
        5 => "(" + Expression(depth + 1) + ")",
        6 => "!(" + Operand() + " " + Pick(s_relations) + " " + Operand() + ")",
        7 => Expression(depth + 1) + " && " + Expression(depth + 1),
        _ => Expression(depth + 1) + " || " + Expression(depth + 1),
    };

    private bool OneIn(int count) => _random.Next(count) == 0;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
