using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace IommuConfig.Conf.Tests;

/// <summary>
/// Writes a random tree in the dialect of Linux 6.1 or of kconfig-frontends 4.11. Most expressions name earlier symbols and most selects later ones, so that most
/// trees have no cycle; a wild tree names whatever it likes and has lines that are wrong. This part has what holds entries: the file, blocks, choices.
/// </summary>
internal sealed partial class RandomTree
{
    private const string Variable = "ENVV";

    private readonly Random _random;
    private readonly bool _isLegacy;
    private readonly bool _isRecent;
    private readonly bool _isWild;
    private readonly bool _isOdd;
    private readonly string[] _types;
    private readonly Stack<string> _open = new();
    private StringBuilder _text = new();

    /// <summary>Writes a tree.</summary>
    /// <param name="seed">Which.</param>
    /// <param name="isLegacy">Whether for kconfig-frontends 4.11.</param>
    /// <param name="isRecent">Whether for Linux 7.3.</param>
    public RandomTree(int seed, bool isLegacy, bool isRecent = false)
    {
        _random = new Random(seed);
        _isLegacy = isLegacy;
        _isRecent = isRecent;
        _isWild = OneIn(6);
        _isOdd = !isLegacy && OneIn(2);
        _types = [.. Enumerable.Range(0, _random.Next(4, 24)).Select(_ => Pick("bool", "bool", "tristate", "tristate", "int", "hex", "string"))];
        Write();
        Session = new RandomSession(_random, _types, isLegacy, isRecent);
        foreach ((string name, string text) in Session.Files)
        {
            Files.Add(name, text);
        }
    }

    /// <summary>All files of the tree by name, and the .config and such that the session reads.</summary>
    public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What is done with the tree.</summary>
    public RandomSession Session { get; }

    private void Write()
    {
        if (OneIn(2))
        {
            _text.Append("mainmenu \"Title ").Append(Expansion()).Append("\"\n");
        }

        WriteHead();
        for (int i = 0; i < _types.Length;)
        {
            if (OneIn(4))
            {
                OpenBlock(i);
            }

            i = OneIn(5) ? WriteChoice(i) : WriteEntry(i);
            if ((_open.Count == 0 || _isWild || Rare(3)) && OneIn(4))
            {
                WriteEntryAgain(_random.Next(i));
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

        WriteEnd();
        Files["Kconfig"] = _isWild && OneIn(3) ? Damaged(_text.ToString()) : _text.ToString();
    }

    private void WriteHead()
    {
        if (_isLegacy)
        {
            _text.Append("config ").Append(Variable).Append("\n\tstring\n\toption env=\"").Append(Variable).Append("\"\n");
            WriteEnvironment(new Random(_types.Length));
            if (OneIn(3))
            {
                _text.Append("config LIST\n\tstring\n\toption defconfig_list\n\tdefault \"nowhere/$ENVV\"\n\tdefault \"some-$ENVV\"").Append(OneIn(2) ? "" : " if MODULES").Append('\n');
            }
        }
        else
        {
            WriteAssignments();
        }

        if (Rare(6))
        {
            WriteOddModules();
        }
        else if (!OneIn(5))
        {
            _text.Append("config MODULES\n\tbool \"modules\"\n\t").Append(_isLegacy ? "option modules\n" : "modules\n").Append(OneIn(3) ? "" : "\tdefault y\n");
        }
    }

    /// <summary>Symbols from the environment that nothing else names. Not drawn from the tree's own numbers, so that seeds keep their trees.</summary>
    private void WriteEnvironment(Random random)
    {
        string[] lines = ["\toption env=\"UNAME_RELEASE\"\n", "\toption env=\"NOTHING\"\n", $"\toption env=\"{Variable}\"\n\toption env=\"OTHER\"\n", $"\toption env={Variable}\n"];
        _text.Append("config FROM_ENVIRONMENT\n\tstring\n").Append(lines[random.Next(lines.Length)]);
        _text.Append("config RELEASE\n\tstring\n\tdefault UNAME_RELEASE\n");
    }

    private void WriteAssignments()
    {
        string[] lines =
        [
            "simple := $(shell,echo one two)", "later = $(simple) $(1)", "simple += $(ENVV)", "$(info,read $(filename) at $(lineno))", "$(warning-if,$(yes-if,$(ENVV)),a warning)",
            "space := $(empty) $(empty)", "comma := ,",
        ];
        string[] always = ["yes-if = $(if-any,$(1))", "if-any = $(shell,test -n '$(1)' && echo y || echo n)", "name := S0"];
        foreach (string line in always.Concat(lines.Where(_ => OneIn(2))))
        {
            _text.Append(line).Append('\n');
        }
    }

    private void OpenBlock(int known)
    {
        switch (_random.Next(5))
        {
            case 0:
                _text.Append("if ").Append(Expression(known)).Append('\n');
                _open.Push("endif\n");
                break;
            case 1:
                _text.Append("comment \"a ").Append(Pick("comment", "'quoted' comment", "\\\"quoted\\\" comment")).Append("\"\n");
                WriteDepends(known, 2);
                break;
            case 2 when Files.Count < 2:
                WriteSource(known);
                break;
            default:
                _text.Append("menu \"menu ").Append(known).Append("\"\n");
                bool isVisibleFirst = _isLegacy ? !_isWild : OneIn(3);
                WriteDepends(known, isVisibleFirst ? int.MaxValue : 3);
                while (OneIn(3))
                {
                    _text.Append("\tvisible if ").Append(Expression(known)).Append('\n');
                }

                WriteDepends(known, isVisibleFirst ? 3 : int.MaxValue);
                _open.Push("endmenu\n");
                break;
        }
    }

    private void WriteSource(int known)
    {
        string name = "sub/Kconfig." + Files.Count;
        string written = OneIn(2) ? name : _isLegacy ? "$ENVV/Kconfig." + Files.Count : "$(ENVV)/Kconfig." + Files.Count;
        bool isUnquoted = _isLegacy && (_isWild || written == name) && OneIn(2);
        _text.Append("source ").Append(isUnquoted ? written : $"\"{written}\"").Append('\n');
        StringBuilder outer = _text;
        _text = new StringBuilder();
        _text.Append("comment \"in a file\"\n");
        WriteDepends(known, 3);
        _text.Append("config SUB").Append(Files.Count).Append("\n\tbool \"in a file\"").Append(If(known)).Append("\n\tdefault ").Append(Expression(known)).Append('\n');
        Files[name] = _text.ToString();
        _text = outer;
    }

    /// <summary>Writes a choice of the next symbols that may be members.</summary>
    /// <returns>The first symbol behind them.</returns>
    private int WriteChoice(int first)
    {
        int end = first;
        while (end < _types.Length && end < first + 5 && (_isWild || _types[end] is "bool" or "tristate"))
        {
            end++;
        }

        if (end == first)
        {
            return WriteEntry(first);
        }

        // In Linux 7.3 a choice is nothing but bool.
        bool isPlain = _isRecent && !(_isWild && OneIn(4));
        bool isTristate = OneIn(3) && !isPlain;
        string head = (OneIn(5) || Rare(5)) && !isPlain ? " CH" + _random.Next(2) : "";
        _text.Append("choice").Append(head).Append('\n');
        string prompt = " \"choice " + first + "\"" + If(first);
        _text.Append(Pick("\tprompt" + prompt, "\tprompt" + prompt, isTristate ? "\ttristate" + prompt : "\tbool" + prompt)).Append('\n');
        _text.Append(OneIn(5) && !isPlain ? isTristate ? "\ttristate\n" : _isLegacy ? "\tboolean\n" : "\tbool\n" : "").Append(OneIn(4) && !isPlain ? "\toptional\n" : "");
        WriteDepends(first, 3);
        while (OneIn(2))
        {
            _text.Append("\tdefault S").Append(_random.Next(first, _isWild ? _types.Length : end)).Append(If(first)).Append('\n');
        }

        WriteHelp(5);
        WriteMembers(first, end, isTristate);
        _text.Append("endchoice\n");
        return end;
    }

    private void WriteMembers(int first, int end, bool isTristate)
    {
        bool isInside = false;
        for (int i = first; i < end; i++)
        {
            if (!isInside && OneIn(6))
            {
                isInside = true;
                _text.Append("if ").Append(Expression(first)).Append('\n');
            }

            bool isTyped = !OneIn(6) || _isRecent;
            _types[i] = _isWild ? _types[i] : isTristate && !Rare(8) ? "tristate" : Rare(60) ? Pick("int", "hex", "string") : "bool";
            WriteBetweenMembers(first, i);
            _text.Append(_isWild && Rare(10) ? "menuconfig S" : "config S").Append(i).Append('\n').Append(isTyped ? $"\t{_types[i]} \"member {i}\"{If(first)}\n" : $"\tprompt \"member {i}\"{If(first)}\n");
            WriteDepends(OneIn(4) ? i : first, 3);
            WriteMemberLine(first, i);
            WriteHelp(4);
            if (_isWild || OneIn(4))
            {
                WriteSelects(i, end);
            }

            if (isInside && OneIn(2))
            {
                isInside = false;
                _text.Append("endif\n");
            }
        }

        _text.Append(isInside ? "endif\n" : "").Append(OneIn(6) ? "comment \"in a choice\"\n" : "");
    }

    /// <summary>Loses, doubles or spoils a line.</summary>
    private string Damaged(string text)
    {
        List<string> lines = [.. text.Split('\n')];
        int at = _random.Next(lines.Count);
        switch (_random.Next(4))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[_random.Next(lines.Count)]);
                break;
            case 2:
                lines[at] += Pick(" ;", " \"open", " if", " )", " &&", " 'x", "\\");
                break;
            default:
                lines.Insert(at, Pick("endmenu", "endif", "\tbogus", "config", "source \"nowhere\"", "\tdefault", "if y"));
                break;
        }

        return string.Join('\n', lines);
    }

    private bool OneIn(int count) => _random.Next(count) == 0;

    /// <summary>As <see cref="OneIn"/>, where only the trees of Linux have such a thing.</summary>
    private bool Rare(int count) => !_isLegacy && _isOdd && OneIn(count);

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
