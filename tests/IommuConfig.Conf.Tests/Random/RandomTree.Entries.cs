using System.Linq;

namespace IommuConfig.Conf.Tests;

/// <content>Entries, their properties, and expressions.</content>
internal sealed partial class RandomTree
{
    private static readonly string[] s_constants = ["y", "m", "n", "\"y\"", "'m'", "0", "7", "-3", "0x10", "010", "\"\"", "\"text\"", "UNDEFINED"];
    private static readonly string[] s_relations = ["=", "!=", "<", "<=", ">", ">="];

    private int WriteEntry(int i)
    {
        string type = _types[i];
        if (_isRecent && OneIn(12))
        {
            _text.Append("config S").Append(i).Append("\n\t").Append(type).Append("\n\ttransitional\n").Append(_isWild && OneIn(3) ? "\tdefault y\n" : "");
            WriteHelp(3);
            return i + 1;
        }

        bool hasPrompt = !OneIn(3);
        _text.Append(hasPrompt && OneIn(5) ? "menuconfig S" : "config S").Append(i).Append('\n');
        WriteEarlyLine(i);
        string prompt = hasPrompt ? $" \"{Pick("prompt", "the 'prompt'", "\\\"prompt\\\"")} {i} {Expansion()}\"{If(i)}" : "";
        if (!hasPrompt && type is "bool" or "tristate" && OneIn(2))
        {
            _text.Append("\tdef_").Append(type).Append(' ').Append(Expression(i)).Append(If(i)).Append('\n');
        }
        else if (hasPrompt && OneIn(6))
        {
            _text.Append('\t').Append(Spelled(type)).Append("\n\tprompt").Append(prompt).Append('\n');
        }
        else
        {
            _text.Append('\t').Append(Spelled(type)).Append(prompt).Append('\n');
        }

        WriteDepends(i, 2);
        WriteProperties(i, type, i);
        WriteLateLine(i, type);
        WriteHelp(4);
        return i + 1;
    }

    private void WriteEntryAgain(int i)
    {
        _text.Append("config S").Append(i).Append('\n');
        string type = _isWild ? Pick("bool", "int", "string", _types[i]) : _types[i];
        _text.Append(OneIn(3) ? $"\t{Spelled(type)}{(OneIn(2) ? " \"again\"" + If(i) : "")}\n" : "");
        WriteDepends(i, 3);
        WriteProperties(i, type, i);
        WriteHelp(8);
    }

    private void WriteProperties(int i, string type, int known)
    {
        for (int n = _random.Next(3); n > 0; n--)
        {
            _text.Append("\tdefault ").Append(Default(type, known)).Append(If(known)).Append('\n');
        }

        bool isNumber = type is "int" or "hex";
        if (isNumber ? OneIn(2) : _isWild && OneIn(10))
        {
            _text.Append("\trange ").Append(Bound(type, known)).Append(' ').Append(Bound(type, known)).Append(If(known)).Append('\n');
        }

        // Without a default, a number that is asked for at the end of the input is asked for for ever.
        _text.Append(isNumber && !OneIn(12) ? "\tdefault 7\n" : "");
        if (_isWild ? !OneIn(4) : type is "bool" or "tristate")
        {
            WriteSelects(known, i + 1);
        }

        _text.Append(_isLegacy && OneIn(8) ? "\toption allnoconfig_y\n" : "");
    }

    private void WriteSelects(int i, int first)
    {
        int[] targets = [.. Enumerable.Range(0, _types.Length).Where(j => _isWild || (j >= first && _types[j] is "bool" or "tristate"))];
        for (int n = targets.Length == 0 ? 0 : _random.Next(3); n > 0; n--)
        {
            _text.Append(OneIn(2) ? "\tselect " : "\timply ").Append(Rare(20) ? Pick("SUB1", "UNDEFINED", _isWild ? "S" + i : "CH0", _isWild ? "MODULES" : "NOTHING") : "S" + Pick(targets)).Append(If(i)).Append('\n');
        }
    }

    private void WriteDepends(int known, int rarity)
    {
        while (OneIn(rarity))
        {
            _text.Append("\tdepends on ").Append(Expression(known)).Append(OneIn(12) ? " && \\\n\t\ty" : "").Append(_isRecent ? If(known) : "").Append(OneIn(12) ? " # a remark" : "").Append('\n');
        }
    }

    private void WriteHelp(int rarity)
    {
        if (OneIn(rarity))
        {
            _text.Append(_isLegacy && OneIn(2) ? "\t---help---\n" : "\thelp\n")
                .Append(Pick("\t  Some help.\n", "\t  Some help.\n\n\t  And more,\n\t    indented.\n\n", "\t  $(ENVV) $ENVV # no remark\n", OneIn(3) ? "" : "        Eight blanks.\n\tAnd a tab.\n"));
        }
    }

    private string Spelled(string type) => _isLegacy && type == "bool" && OneIn(3) ? "boolean" : type;

    /// <summary>Something that is replaced, in text.</summary>
    private string Expansion() => !OneIn(3) ? "text" : _isLegacy ? Pick("$ENVV", "$(ENVV)", "$NOTHING") : Pick("$(ENVV)", "$(simple)", "$(later,an argument)", "$(NOTHING)", "$ENVV", "$(shell,echo a; echo b)");

    private string Default(string type, int known) => type switch
    {
        "int" => OneIn(2) ? Name(known, "12") : Pick("0", "-5", "42", "\"6\"", "007"),
        "hex" => OneIn(2) ? Name(known, "0x12") : Pick("0x0", "1F", "0XaB", "\"6\""),
        "string" => OneIn(2) ? Name(known, "\"s\"") : Pick("\"\"", "\"a \\\"b\\\" \\\\ c\"", "'single'", "word", "y", $"\"{Expansion()}\""),
        _ => Expression(known),
    };

    private string Bound(string type, int known) => OneIn(3) ? Name(known, "3") : type == "int" ? Pick("-2", "4", "20") : Pick("0x2", "A", "20");

    private string If(int known) => OneIn(3) ? " if " + Expression(known) : "";

    private string Name(int known, string otherwise) => known == 0 ? otherwise : "S" + _random.Next(_isWild && OneIn(10) ? _types.Length : known);

    private string Operand(int known) => Rare(12) ? Pick("MODULES", "CH0", "SUB1", "\"n\"", "'0x10'", "\"1\"") : OneIn(3) ? Pick(s_constants) : Name(known, "y");

    private string Expression(int known, int depth = 0) => _random.Next(depth > 2 ? 4 : 9) switch
    {
        0 or 1 => Name(known, "y"),
        2 => Pick("y", "m", "n", "UNDEFINED", "\"y\"", Name(known, "m")),
        3 => Operand(known) + " " + Pick(s_relations) + " " + Operand(known),
        4 => "!" + (OneIn(2) ? Name(known, "n") : "(" + Expression(known, depth + 1) + ")"),
        5 => "(" + Expression(known, depth + 1) + ")",
        6 => Expression(known, depth + 1) + " && " + Expression(known, depth + 1),
        7 when !_isLegacy => OneIn(3) ? Pick("$(yes-if,$(ENVV))", "$(shell,echo n)", known > 0 ? "$(name)" : "$(NOTHING)y") : Expression(known, depth + 1),
        _ => Expression(known, depth + 1) + " || " + Expression(known, depth + 1),
    };
}
