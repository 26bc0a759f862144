using System;
using System.Collections.Generic;
using System.IO;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Lint;

/// <summary>
/// Symbols that nothing reads: no other line of a Kconfig file and, where folders with code are given, no file there. Without code only symbols
/// without prompt are reported, since a prompt says that somebody wants it.
/// </summary>
internal static class UnusedSymbols
{
    private const string Prefix = "CONFIG_";

    public static IEnumerable<LintFinding> Find(KconfigTree tree, IReadOnlyList<string> codeFolders)
    {
        var used = new HashSet<Symbol>();
        foreach ((Symbol symbol, _) in TreeLines.Mentions(tree))
        {
            used.Add(symbol);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (string folder in codeFolders)
        {
            ReadCode(folder, names);
        }

        foreach (Symbol symbol in tree.Symbols)
        {
            if (!used.Contains(symbol) && !symbol.IsModules && symbol.Choice is null && !names.Contains(symbol.Name)
                && (codeFolders.Count > 0 || symbol.FirstPrompt is null))
            {
                yield return new LintFinding("unused", symbol, symbol.Definitions[0].Location,
                    codeFolders.Count > 0
                        ? $"neither a Kconfig file nor the code reads '{symbol.Name}'; drop it"
                        : $"no Kconfig file reads '{symbol.Name}', and it has no prompt; drop it unless code reads it (--code DIR looks there)");
            }
        }
    }

    private static void ReadCode(string folder, HashSet<string> names)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (string file in Directory.EnumerateFiles(folder, "*", options))
        {
            string text = File.ReadAllText(file);
            for (int i = text.IndexOf(Prefix, StringComparison.Ordinal); i >= 0; i = text.IndexOf(Prefix, i + 1, StringComparison.Ordinal))
            {
                int start = i + Prefix.Length;
                int end = start;
                while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
                {
                    end++;
                }

                string name = text[start..end];
                names.Add(name);
                if (name.EndsWith("_MODULE", StringComparison.Ordinal))
                {
                    names.Add(name[..^"_MODULE".Length]);
                }
            }
        }
    }
}
