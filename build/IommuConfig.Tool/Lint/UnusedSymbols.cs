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
            if (!IsMade(Path.GetRelativePath(folder, file)))
            {
                // In C# and in projects a symbol goes by its plain name: Config.SMP, [Provider<...>("SMP")], KconfigDependsOn="SMP".
                ReadNames(File.ReadAllText(file), Path.GetExtension(file) is ".cs" or ".csproj" or ".props" or ".targets", names);
            }
        }
    }

    /// <summary>Whether a file is a configuration, or made from one: those name every symbol.</summary>
    private static bool IsMade(string path)
    {
        string[] folders = path.Split(Path.DirectorySeparatorChar);
        return folders[^1].EndsWith(".config", StringComparison.Ordinal) || folders[^1].EndsWith("defconfig", StringComparison.Ordinal)
            || folders[^1].EndsWith(".verified.cs", StringComparison.Ordinal)
            || Array.Exists(folders[..^1], folder => folder is "bin" or "obj" or ".git");
    }

    private static void ReadNames(string text, bool takesPlainNames, HashSet<string> names)
    {
        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            string word = text[start..end];
            int prefix = word.IndexOf(Prefix, StringComparison.Ordinal);
            string name = prefix < 0 ? word : word[(prefix + Prefix.Length)..];
            if (name.Length != 0 && (takesPlainNames || prefix >= 0))
            {
                names.Add(name);
                if (name.EndsWith("_MODULE", StringComparison.Ordinal))
                {
                    names.Add(name[..^"_MODULE".Length]);
                }
            }
        }
    }
}
