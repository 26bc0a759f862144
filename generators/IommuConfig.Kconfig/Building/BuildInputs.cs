using System;
using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>
/// What a tree is told of the world when it is read in a build: the variables that the project passes, and what the build found out that the compiler
/// may not (it starts no program and looks into no folder). The build writes it to a file, which the generator reads, so that both read the same tree.
/// </summary>
internal sealed class BuildInputs
{
    private const string Header = "# What the Kconfig tree of this project is told by the build.";
    private const string VariableKey = "variable";
    private const string CommandKey = "command";
    private const string SimilarKey = "similar";

    /// <summary>Nothing.</summary>
    public static BuildInputs Empty { get; } = new();

    /// <summary>The values of the variables by name.</summary>
    public SortedDictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>The output of the commands that ran, by their text.</summary>
    public SortedDictionary<string, string> Commands { get; } = new(StringComparer.Ordinal);

    /// <summary>For paths that do not exist: those that differ only in upper and lower case.</summary>
    public SortedDictionary<string, string> SimilarPaths { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether commands may run.</summary>
    public bool AllowsShell { get; set; }

    /// <summary>Reads the file.</summary>
    /// <param name="text">What <see cref="ToString"/> gave; a line that is not understood is ignored.</param>
    public static BuildInputs Parse(string text)
    {
        BuildInputs inputs = new();
        foreach (string line in text.Split('\n'))
        {
            string[] parts = line.Split('\t');
            if (parts.Length == 1)
            {
                inputs.AllowsShell |= parts[0] == CommandKey;
            }
            else if (parts.Length == 3 && inputs.Table(parts[0]) is { } table)
            {
                table[Unescape(parts[1])] = Unescape(parts[2]);
            }
        }

        return inputs;
    }

    /// <summary>How a tree is read with them: in every part of a build alike.</summary>
    /// <param name="dialect">The tree's dialect.</param>
    /// <param name="shell">What answers commands, or null where none may run.</param>
    public LoadOptions ToOptions(Dialect dialect, IShell? shell) => new()
    {
        Dialect = dialect,
        Environment = name => Variables.TryGetValue(name, out string? value) ? value : null,
        RequiresVariables = true,
        Shell = shell,
    };

    /// <summary>The file: one line each, the parts separated by tabs.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Header + "\n");
        if (AllowsShell)
        {
            text.Append(CommandKey).Append('\n');
        }

        foreach (string key in (string[])[VariableKey, CommandKey, SimilarKey])
        {
            foreach (KeyValuePair<string, string> entry in Table(key)!)
            {
                text.Append(key).Append('\t').Append(Escape(entry.Key)).Append('\t').Append(Escape(entry.Value)).Append('\n');
            }
        }

        return text.ToString();
    }

    private SortedDictionary<string, string>? Table(string key) => key switch
    {
        VariableKey => Variables,
        CommandKey => Commands,
        SimilarKey => SimilarPaths,
        _ => null,
    };

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\n", "\\n").Replace("\r", "\\r");

    private static string Unescape(string text)
    {
        StringBuilder plain = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || ++i == text.Length)
            {
                plain.Append(i < text.Length ? text[i] : '\\');
                continue;
            }

            plain.Append(text[i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', var other => other });
        }

        return plain.ToString();
    }
}
