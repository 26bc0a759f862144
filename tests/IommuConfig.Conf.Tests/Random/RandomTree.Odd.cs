namespace IommuConfig.Conf.Tests;

/// <content>What is rare in real trees: things said twice, in other places than usual, or for other symbols than usual. Only in trees of Linux.</content>
internal sealed partial class RandomTree
{
    /// <summary>A line before the type is known.</summary>
    private void WriteEarlyLine(int i)
    {
        if (Rare(25))
        {
            _text.Append(Pick($"\tdefault {Expression(i)}\n", "  # only a remark\n", "\tprompt \"first\"\n", "\thelp\n\t  Early help.\n\n", "\n\n", $"    depends on {Expression(i)}\n"));
        }
    }

    /// <summary>A line behind all others.</summary>
    private void WriteLateLine(int i, string type)
    {
        if (Rare(20))
        {
            _text.Append(Pick($"\tprompt \"once more\"{If(i)}\n", $"\t{Pick("bool", "string", "tristate", "int")}\n", "\tbool \"  blanks\"\n", $"\tdefault {Default(type, i)}{If(i)} # a remark\n",
                $"\tdepends on (({Expression(i)}))\n", $"\tdef_tristate {Expression(i)}\n", $"\trange {Operand(i)} {Operand(i)}{If(i)}\n", "\tprompt 'single \"quotes\"'\n"));
        }
    }

    /// <summary>The symbol that makes modules possible, in other ways than usual.</summary>
    private void WriteOddModules() => _text.Append(Pick(
        "config MODULES\n\tdef_bool y\n\tmodules\n", "config MODULES\n\tbool \"modules\"\n\tdepends on S0\n\tmodules\n", "config MODULES\n\tbool\n\tmodules\n\tdefault y if S1 != n\n",
        "config MODULES\n\tbool \"modules\"\n\tdefault y\n\nconfig MODULES\n\tmodules\n", "config MODULES\n\tbool \"modules\" if UNDEFINED\n\tdefault y\n\tmodules\n",
        "config MODULES\n\ttristate \"modules\"\n\tdefault m\n\tmodules\n", "config MODULES\n\tbool \"modules\"\n\tdefault y\n\timply S0\n\tmodules\n"));

    /// <summary>What may stand in a choice beside its members and, in a wild tree, what may not.</summary>
    private void WriteBetweenMembers(int first, int i)
    {
        if (!Rare(12))
        {
            return;
        }

        switch (Pick(0, _isWild ? 1 : 3, _isWild ? 2 : 4, 3, 4))
        {
            case 0:
                _text.Append("comment \"between members\"\n");
                WriteDepends(first, 3);
                break;
            case 1:
                _text.Append("if ").Append(Expression(first)).Append("\nmenu \"in a choice\"\nconfig S").Append(_random.Next(first, _types.Length)).Append("\n\tbool \"in a menu\"\nendmenu\nendif\n");
                break;
            case 2:
                _text.Append("if ").Append(Expression(first)).Append("\nchoice\n").Append(Pick("\tprompt \"inner\"\n", "\tbool\n", "\toptional\n\tprompt \"inner\"\n"))
                    .Append("config S").Append(_random.Next(first, _types.Length)).Append("\n\tbool \"inner member\"\nconfig S").Append(i).Append("\n\tbool \"inner\"\nendchoice\nendif\n");
                break;
            case 3:
                _text.Append("config S").Append(_random.Next(first, _types.Length)).Append('\n').Append(Pick("", "\tbool\n", "\tbool \"sometimes a member\"\n", "\tdepends on y\n"));
                break;
            default:
                _text.Append("if ").Append(Expression(first)).Append("\nif ").Append(Expression(first)).Append("\nconfig S").Append(i).Append("\n\tprompt \"inside\"\nendif\nendif\n");
                break;
        }
    }

    /// <summary>What a member should not have, or not have twice.</summary>
    private void WriteMemberLine(int first, int i)
    {
        if (Rare(12))
        {
            _text.Append(Pick($"\tdefault {Expression(first)}{If(first)}\n", $"\tdepends on n && S{i}\n", $"\tprompt \"other\"{If(first)}\n", $"\tdepends on m\n", $"\tdepends on S{first} || y\n",
                _isWild ? $"\tdepends on !S{_random.Next(first, i + 1)}\n" : "\tdepends on !n\n", "\ttristate\n", "\tbool\n"));
        }
    }

    private void WriteEnd()
    {
        if (Rare(15))
        {
            _text.Append(Pick("comment \"at the end\"", "config S0\n\tbool", "config S0\n\thelp", "config S0\n\thelp\n\t  No line end.", "# a remark", "  ", "config S1\n\tdefault y \\", "$(info,the end)"));
        }
    }
}
