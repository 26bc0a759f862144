using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>The text of auto.conf.cmd: make reads the tree again if one of its files, or an environment variable that it reads, changes.</summary>
internal static class DependencyFile
{
    public static void Append(Utf8Writer text, KconfigTree tree, DependencyFileShape shape, string autoConf)
    {
        if (shape == DependencyFileShape.Named)
        {
            AppendNamed(text, tree, autoConf);
        }
        else
        {
            AppendReversed(text, tree, autoConf, isLegacy: shape == DependencyFileShape.Legacy);
        }
    }

    private static void AppendNamed(Utf8Writer text, KconfigTree tree, string autoConf)
    {
        text.Append("autoconfig := ").Append(autoConf).Append("\n\ndeps_config := \\\n");
        foreach (SourceFile file in tree.Files)
        {
            text.Append('\t').Append(file.Path).Append(" \\\n");
        }

        text.Append("\n$(autoconfig): $(deps_config)\n$(deps_config): ;\n");
        foreach (KeyValuePair<string, string> read in tree.EnvironmentReads)
        {
            text.Append("\nifneq \"$(").Append(read.Key).Append(")\" \"").Append(read.Value).Append("\"\n$(autoconfig): FORCE\nendif\n");
        }
    }

    private static void AppendReversed(Utf8Writer text, KconfigTree tree, string autoConf, bool isLegacy)
    {
        text.Append("deps_config := \\\n");
        for (int i = tree.Files.Count - 1; i >= 0; i--)
        {
            text.Append('\t').Append(tree.Files[i].Path).Append(isLegacy && i == 0 ? "\n" : " \\\n");
        }

        text.Append('\n').Append(autoConf).Append(isLegacy ? ": \\\n\t$(deps_config)\n\n" : ": $(deps_config)\n\n");
        foreach (KeyValuePair<string, string> read in isLegacy ? SymbolReads(tree) : tree.EnvironmentReads)
        {
            text.Append("ifneq \"$(").Append(read.Key).Append(")\" \"").Append(read.Value).Append("\"\n").Append(autoConf).Append(": FORCE\nendif\n");
        }

        text.Append("\n$(deps_config): ;\n");
    }

    /// <summary>The variables of symbols, one for each of these, set or not, the last symbol's first; then those that macros read (an extension).</summary>
    private static IEnumerable<KeyValuePair<string, string>> SymbolReads(KconfigTree tree)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> read in tree.EnvironmentReads)
        {
            values[read.Key] = read.Value;
        }

        var named = new HashSet<string>(StringComparer.Ordinal);
        for (int i = tree.Symbols.Count - 1; i >= 0; i--)
        {
            if (tree.Symbols[i].Options?.EnvironmentVariable is { } variable)
            {
                named.Add(variable);
                yield return new KeyValuePair<string, string>(variable, values.TryGetValue(variable, out string? value) ? value : "");
            }
        }

        foreach (KeyValuePair<string, string> read in tree.EnvironmentReads)
        {
            if (!named.Contains(read.Key))
            {
                yield return read;
            }
        }
    }
}
