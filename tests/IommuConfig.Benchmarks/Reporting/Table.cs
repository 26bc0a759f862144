using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>A table in Markdown, padded so that it can be read as it is.</summary>
/// <param name="headings">The headings of the columns; the columns from <paramref name="firstNumber"/> on are set to the right.</param>
/// <param name="firstNumber">The first column of numbers.</param>
internal sealed class Table(IReadOnlyList<string> headings, int firstNumber)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table under a title; nothing if it has no rows.</summary>
    public void Write(TextWriter output, string title)
    {
        if (_rows.Count > 0)
        {
            output.WriteLine($"## {title}\n");
            Write(output);
        }
    }

    public void Write(TextWriter output)
    {
        int[] widths = [.. headings.Select((h, i) => Math.Max(3, _rows.Select(r => r[i].Length).Append(h.Length).Max()))];
        WriteRow(headings);
        output.WriteLine("|" + string.Concat(widths.Select((w, i) => i < firstNumber ? $" {new string('-', w)} |" : $" {new string('-', w - 1)}: |")));
        foreach (string[] row in _rows)
        {
            WriteRow(row);
        }

        output.WriteLine();

        void WriteRow(IReadOnlyList<string> cells) =>
            output.WriteLine("|" + string.Concat(cells.Select((c, i) => $" {(i < firstNumber ? c.PadRight(widths[i]) : c.PadLeft(widths[i]))} |")));
    }
}
