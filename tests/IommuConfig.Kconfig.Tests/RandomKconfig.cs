using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Writes random trees without cycles (expressions name earlier symbols, selects later ones), random .config files, and damage to both.</summary>
internal sealed class RandomKconfig(int seed)
{
    private static readonly string[] s_fragments =
        ["if ", "endif\n", "menu \"m\"\n", "endmenu\n", "choice\n", "endchoice\n", "config ", "\thelp\n", "\"", "'", "\\\n", "$(", ")", "(", "!", " && ", " || ",
         "\n", "\t", "#", "=", ":=", "\0", "\uD800", "é", "source \"Kconfig\"\n", "rsource \"*\"\n", "depends on ", " if ", "default ", "select S1\n", "range 1 2\n"];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private readonly List<string> _known = [];

    public string Tree()
    {
        int count = _random.Next(3, 25);
        var open = new Stack<string>();
        _text.Append("config MODULES\n\tbool \"modules\"\n\tmodules\n");
        for (int i = 0; i < count; i++)
        {
            if (_known.Count > 0 && _random.Next(6) == 0)
            {
                bool isMenu = _random.Next(2) == 0;
                _text.Append(isMenu ? "menu \"m\"\n\tdepends on " : "if ").Append(Expression(0)).Append('\n');
                open.Push(isMenu ? "endmenu\n" : "endif\n");
            }

            AddEntry(i, count);
            if (open.Count > 0 && _random.Next(3) == 0)
            {
                _text.Append(open.Pop());
            }
        }

        while (open.Count > 0)
        {
            _text.Append(open.Pop());
        }

        return _text.ToString();
    }

    public string Config()
    {
        string[] values = ["y", "m", "n", "5", "-1", "0x1F", "\"a\\\"b\\\\\"", "", "\"open"];
        IEnumerable<string> lines = _known.Append("UNKNOWN").Where(_ => _random.Next(2) == 0)
            .Select(name => _random.Next(4) == 0 ? $"# CONFIG_{name} is not set" : $"CONFIG_{name}={values[_random.Next(values.Length)]}");
        return string.Join("\n", lines);
    }

    public string Damage(string original)
    {
        var damaged = new StringBuilder(original);
        for (int i = _random.Next(1, 6); i > 0; i--)
        {
            int at = _random.Next(damaged.Length + 1);
            switch (_random.Next(3))
            {
                case 0:
                    damaged.Insert(at, s_fragments[_random.Next(s_fragments.Length)]);
                    break;
                case 1:
                    damaged.Remove(at, _random.Next(Math.Min(20, damaged.Length - at) + 1));
                    break;
                default:
                    damaged.Insert(_random.Next(damaged.Length + 1), damaged.ToString(at, _random.Next(Math.Min(40, damaged.Length - at) + 1)));
                    break;
            }
        }

        return damaged.ToString();
    }

    private void AddEntry(int i, int count)
    {
        string name = "S" + i;
        string[] types = ["bool", "tristate", "int", "hex", "string"];
        string type = types[_random.Next(types.Length)];
        _text.Append("config ").Append(name).Append("\n\t").Append(type).Append(_random.Next(4) == 0 ? "" : " \"prompt\"" + If()).Append('\n');
        if (_known.Count > 0 && _random.Next(2) == 0)
        {
            _text.Append("\tdepends on ").Append(Expression(0)).Append(If()).Append('\n');
        }

        string value = type switch { "int" => "7", "hex" => "0xa", "string" => "\"s\"", _ => _known.Count > 0 ? Expression(0) : "y" };
        _text.Append("\tdefault ").Append(value).Append(If()).Append('\n');
        if (type is "int" or "hex")
        {
            _text.Append("\trange 2 9").Append(If()).Append('\n');
        }
        else if (type != "string" && i + 1 < count)
        {
            _text.Append(_random.Next(2) == 0 ? "\tselect S" : "\timply S").Append(_random.Next(i + 1, count)).Append(If()).Append('\n');
        }

        _known.Add(name);
    }

    private string If() => _known.Count > 0 && _random.Next(3) == 0 ? " if " + Expression(0) : "";

    private string Expression(int depth) => _random.Next(depth > 2 ? 2 : 7) switch
    {
        0 or 1 => _known[_random.Next(_known.Count)],
        2 => "!" + Expression(3),
        3 => "(" + Expression(depth + 1) + ")",
        4 => _known[_random.Next(_known.Count)] + " >= " + _known[_random.Next(_known.Count)],
        5 => Expression(depth + 1) + " && " + Expression(depth + 1),
        _ => Expression(depth + 1) + " || m && " + Expression(depth + 1),
    };
}
