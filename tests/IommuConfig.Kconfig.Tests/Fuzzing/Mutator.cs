using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace IommuConfig.Kconfig.Tests.Fuzzing;

/// <summary>Damages files: bytes, lines, tokens, and shapes that are known to be hard.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly string[] s_fragments =
    [
        "if ", "endif\n", "menu \"m\"\n", "endmenu\n", "choice\n", "choice NAMED\n", "endchoice\n", "config A\n", "menuconfig A\n", "\tbool \"a\"\n", "\thelp\n", "\"", "'",
        "\\\n", "\\", "$(", ")", "(", "!", " && ", " || ", "\n", "\r\n", "\t", "#", "=", ":=", "+=", "\0", "\uFEFF", "\uFFFD", "é", "source \"Kconfig\"\n", "rsource \"*\"\n",
        "osource \"**/[a-\"\n", "source \"Kconfig.other\"\n", "depends on ", " if ", "\tdefault ", "\tselect A\n", "\timply A if m\n", "\trange 9 -9\n", "\tmodules\n",
        "\ttransitional\n", "\toptional\n", "\toption env=\"E\"\n", "\toption modules\n", "\toption defconfig_list\n", "\tvisible if n\n", "mainmenu \"$E $(E)\"\n",
        "$(shell,x)", "$(info,$(lineno))\n", "$(error-if,y,stop)\n", "$(warning-if,y,text)\n", "V = $(V)\n", "V := $(V)$(V)\n", "V += $(V)\n", "F = $(F,$(1)x)\n", "$(F,a)\n",
        "$(1)", "comment \"c\"\n", "\ttristate\n", "\tint\n", "\thex\n", "\tstring\n", "9223372036854775808", "0x", "-", "---help---\n", "# CONFIG_A is not set\n", "CONFIG_A=y\n",
        "CONFIG_A=\"\\", "CONFIG_A=m junk\n", "CONFIG_=\n", "CONFIG_MODULES=m\n", "\tdepends on A if A\n", "\tdepends on A\n", "\tdefault A\n",
    ];

    private static readonly string[] s_nested = ["if A\n", "menu \"m\"\n\tdepends on A\n\tvisible if A\n", "(", "!", "!(", "$(a,", "choice\n", "\tdepends on (A || ", "A && (B || ", "\\\n"];

    /// <summary>A damaged copy.</summary>
    /// <param name="original">The file.</param>
    /// <param name="other">Another file, of which parts may be taken.</param>
    public byte[] Damage(byte[] original, byte[] other)
    {
        var damaged = new List<byte>(original);
        for (int i = random.Next(1, 8); i > 0; i--)
        {
            DamageOnce(damaged, other);
        }

        return [.. damaged];
    }

    private void DamageOnce(List<byte> file, byte[] other)
    {
        int at = random.Next(file.Count + 1);
        switch (random.Next(12))
        {
            case 0 when at < file.Count:
                file[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                file.Insert(at, (byte)random.Next(256));
                break;
            case 2:
                file.RemoveRange(at, random.Next(Math.Min(40, file.Count - at) + 1));
                break;
            case 3:
                (int lineStart, int lineLength) = LineAt(file, at);
                file.RemoveRange(lineStart, lineLength);
                break;
            case 4:
                (lineStart, lineLength) = LineAt(file, at);
                file.InsertRange(random.Next(file.Count + 1), file.GetRange(lineStart, lineLength));
                break;
            case 5:
                int from = random.Next(other.Length + 1);
                file.InsertRange(LineAt(file, at).Start, other.Skip(from).Take(random.Next(Math.Min(600, other.Length - from) + 1)));
                break;
            case 6:
                SwapTokens(file, at);
                break;
            case 7:
                Repeat(file, at, Pick(s_nested), random.Next(4) == 0 ? 2000 : random.Next(1, 300));
                break;
            case 8:
                Repeat(file, LineAt(file, at).Start, Pick(s_fragments), random.Next(1, 60));
                break;
            default:
                file.InsertRange(random.Next(2) == 0 ? at : LineAt(file, at).Start, Encoding.UTF8.GetBytes(Pick(s_fragments)));
                break;
        }
    }

    private static void Repeat(List<byte> file, int at, string text, int count) =>
        file.InsertRange(at, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, count))));

    private void SwapTokens(List<byte> file, int at)
    {
        (int start, int length) = LineAt(file, at);
        string[] tokens = Encoding.Latin1.GetString([.. file.GetRange(start, length)]).Split(' ', '\t');
        (int i, int j) = (random.Next(tokens.Length), random.Next(tokens.Length));
        (tokens[i], tokens[j]) = (tokens[j], tokens[i]);
        file.RemoveRange(start, length);
        file.InsertRange(start, Encoding.Latin1.GetBytes(string.Join(' ', tokens)));
    }

    /// <summary>The line around a place, with its end.</summary>
    private static (int Start, int Length) LineAt(List<byte> file, int at)
    {
        int start = at == 0 ? 0 : file.LastIndexOf((byte)'\n', at - 1) + 1;
        int end = at >= file.Count ? -1 : file.IndexOf((byte)'\n', at);
        return (start, (end < 0 ? file.Count : end + 1) - start);
    }

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
