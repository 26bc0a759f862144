using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace IommuConfig.Kconfig.Tests;

/// <summary>A random tree with choices, and a .config of it that is edited, a line or a few at a time: mostly rightly.</summary>
internal sealed class RandomConfigEdits
{
    private readonly Random _random;
    private readonly List<string> _lines = [];
    private readonly List<(string Name, string Type)> _symbols;

    public RandomConfigEdits(int seed)
    {
        _random = new Random(seed);
        var text = new StringBuilder(new RandomKconfig(seed).Tree());
        string[] known = [.. text.ToString().Split('\n').Where(line => line.StartsWith("config S", StringComparison.Ordinal)).Select(line => line[7..])];
        for (int i = _random.Next(4); i > 0; i--)
        {
            AddChoice(text, i, known);
        }

        Tree = text.ToString();
        _symbols = [.. Definitions(Tree)];
        foreach ((string name, string type) in _symbols.Where(_ => _random.Next(3) > 0))
        {
            _lines.Add(Line(name, type));
        }
    }

    public string Tree { get; }

    public string Text() => string.Concat(_lines.Select(line => line + "\n"));

    /// <summary>Changes lines, takes some away, adds some, and returns the new text.</summary>
    public string Edit()
    {
        for (int i = _random.Next(1, 4); i > 0; i--)
        {
            (string name, string type) = _symbols[_random.Next(_symbols.Count)];
            int at = _lines.FindIndex(line => line.Contains($"CONFIG_{name}=", StringComparison.Ordinal) || line.Contains($"CONFIG_{name} ", StringComparison.Ordinal));
            switch (_random.Next(12))
            {
                case 0 when at >= 0:
                    _lines.RemoveAt(at);
                    break;
                case 1:
                    _lines.Insert(_random.Next(_lines.Count + 1), _random.Next(2) == 0 ? "# remark" : "");
                    break;
                case 2 when _random.Next(4) == 0:
                    _lines.Insert(_random.Next(_lines.Count + 1), Wrong(name));
                    break;
                case 3:
                    // What was wrong is corrected.
                    _lines.RemoveAll(line => line.StartsWith('!') || line.Contains("UNKNOWN", StringComparison.Ordinal));
                    break;
                case 4 when at >= 0:
                    _lines.Insert(_random.Next(_lines.Count), _lines[at]);
                    _lines.RemoveAt(_lines.IndexOf(_lines[at]) == at ? _lines.LastIndexOf(_lines[at]) : at);
                    break;
                default:
                    if (at >= 0)
                    {
                        _lines[at] = Line(name, type);
                    }
                    else
                    {
                        _lines.Insert(_random.Next(_lines.Count + 1), Line(name, type));
                    }

                    break;
            }
        }

        return Text();
    }

    private string Wrong(string name) => _random.Next(4) switch
    {
        0 => "! no assignment",
        1 => "CONFIG_UNKNOWN=y",
        2 => $"CONFIG_{name}=",
        _ => $"CONFIG_{name}=n",
    };

    private string Line(string name, string type) => type switch
    {
        "bool" => _random.Next(2) == 0 ? $"CONFIG_{name}=y" : $"# CONFIG_{name} is not set",
        "tristate" => _random.Next(3) switch { 0 => $"CONFIG_{name}=y", 1 => $"CONFIG_{name}=m", _ => $"# CONFIG_{name} is not set" },
        "int" => $"CONFIG_{name}={_random.Next(_random.Next(6) == 0 ? 20 : 8)}",
        "hex" => $"CONFIG_{name}=0x{_random.Next(_random.Next(6) == 0 ? 20 : 8):x}",
        _ => $"CONFIG_{name}=\"{new string('x', _random.Next(3))}\"",
    };

    private void AddChoice(StringBuilder text, int number, string[] known)
    {
        text.Append("choice\n\tprompt \"choice\"").Append(If()).Append('\n');
        int count = _random.Next(1, 4);
        if (_random.Next(2) == 0)
        {
            text.Append("\tdefault C").Append(number).Append('_').Append(_random.Next(count)).Append(If()).Append('\n');
        }

        for (int i = 0; i < count; i++)
        {
            text.Append("config C").Append(number).Append('_').Append(i).Append("\n\tbool \"member\"").Append(If()).Append('\n');
            if (known.Length > 0 && _random.Next(2) == 0)
            {
                text.Append("\tdepends on ").Append(known[_random.Next(known.Length)]).Append('\n');
            }
        }

        text.Append("endchoice\n");
        for (int i = 0; i < count; i++)
        {
            text.Append("config D").Append(number).Append('_').Append(i).Append("\n\ttristate \"behind\"\n\tdefault m\n\tdepends on C").Append(number).Append('_').Append(i).Append('\n');
        }

        string If() => known.Length > 0 && _random.Next(3) == 0 ? " if " + known[_random.Next(known.Length)] + " != n" : "";
    }

    private static IEnumerable<(string Name, string Type)> Definitions(string tree)
    {
        string[] lines = tree.Split('\n');
        for (int i = 0; i + 1 < lines.Length; i++)
        {
            if (lines[i].StartsWith("config ", StringComparison.Ordinal))
            {
                yield return (lines[i][7..], lines[i + 1].TrimStart().Split(' ')[0]);
            }
        }
    }
}
