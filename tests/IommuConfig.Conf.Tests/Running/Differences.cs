using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace IommuConfig.Conf.Tests;

/// <summary>Collects in what two runs differ, as text for people.</summary>
internal sealed class Differences
{
    private const int Context = 2;
    private const int MaximumLines = 60;

    private readonly StringBuilder _text = new();

    public bool IsEmpty => _text.Length == 0;

    /// <summary>The names of what differs.</summary>
    public List<string> Parts { get; } = [];

    public override string ToString() => _text.ToString();

    public void Compare(string what, Outcome expected, Outcome actual)
    {
        Compare(what + "exit code", Name(expected.ExitCode), Name(actual.ExitCode));
        Compare(what + "stdout", expected.Output, actual.Output);
        Compare(what + "stderr", expected.Error, actual.Error);
    }

    public void Compare(string what, IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual)
    {
        foreach (string path in expected.Keys.Union(actual.Keys).Order(StringComparer.Ordinal))
        {
            if (!actual.TryGetValue(path, out string? written))
            {
                Parts.Add(path);
                Add($"{what}{path} was not written");
            }
            else if (!expected.TryGetValue(path, out string? right))
            {
                Parts.Add(path);
                Add($"{what}{path} was written, and should not be");
            }
            else
            {
                Compare(what + path, right, written);
            }
        }
    }

    public void Compare(string what, string expected, string actual)
    {
        if (string.Equals(expected, actual, StringComparison.Ordinal))
        {
            return;
        }

        Parts.Add(what);
        Add($"{what} (- expected, + actual):");
        DiffPaneModel model = new InlineDiffBuilder(new Differ()).BuildDiffModel(Visible(expected), Visible(actual), ignoreWhitespace: false);
        bool[] near = new bool[model.Lines.Count];
        for (int i = 0; i < near.Length; i++)
        {
            if (model.Lines[i].Type != ChangeType.Unchanged)
            {
                Array.Fill(near, true, Math.Max(0, i - Context), Math.Min(near.Length, i + Context + 1) - Math.Max(0, i - Context));
            }
        }

        int shown = 0;
        for (int i = 0; i < near.Length && shown < MaximumLines; i++)
        {
            if (near[i])
            {
                string sign = model.Lines[i].Type switch { ChangeType.Deleted => "- ", ChangeType.Inserted => "+ ", _ => "  " };
                _text.Append("    ").Append(sign).Append(model.Lines[i].Text).Append('\n');
                shown++;
            }
            else if (i > 0 && near[i - 1])
            {
                _text.Append("    ...\n");
            }
        }

        if (near.Count(n => n) > shown)
        {
            Add($"    and {near.Count(n => n) - shown} more lines");
        }
    }

    public void Add(string line) => _text.Append(line).Append('\n');

    private static string Name(int exitCode) => exitCode == Outcome.Hung ? "none, it hung" : exitCode.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Makes what a terminal would hide visible: the end of the text, carriage returns, blanks at the end of a line.</summary>
    private static string Visible(string text)
    {
        string[] lines = text.Replace("\r", "\\r", StringComparison.Ordinal).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].EndsWith(' ') || lines[i].EndsWith('\t') ? lines[i] + "$" : lines[i];
        }

        lines[^1] += lines[^1].Length == 0 ? "<end>" : "<end without a new line>";
        return string.Join('\n', lines);
    }
}
