using System;
using System.Collections.Generic;
using System.Text;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary>Shows messages with the line that they are about, and the part of it underlined.</summary>
internal sealed class DiagnosticPrinter(ToolOutput output, bool isQuiet)
{
    private const int Red = 31;
    private const int Yellow = 33;
    private const int Cyan = 36;

    private readonly HashSet<string> _explained = [];

    /// <summary>Whether an error was shown.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Shows messages about some files.</summary>
    /// <param name="diagnostics">The messages.</param>
    /// <param name="files">The files whose lines may be shown.</param>
    /// <param name="areErrors">Whether warnings count as errors here.</param>
    public void Print(IEnumerable<KconfigDiagnostic> diagnostics, IEnumerable<SourceFile> files, bool areErrors = false)
    {
        var byPath = new Dictionary<string, SourceFile>(StringComparer.Ordinal);
        foreach (SourceFile file in files)
        {
            byPath.TryAdd(file.Path, file);
        }

        var unreadable = new HashSet<string>(StringComparer.Ordinal);
        foreach (KconfigDiagnostic diagnostic in diagnostics)
        {
            // Of what is no text, whatever else could be said is no help.
            if (unreadable.Contains(diagnostic.Path))
            {
                continue;
            }

            if (diagnostic.Descriptor == KconfigDiagnostics.NotUtf8)
            {
                unreadable.Add(diagnostic.Path);
            }

            bool isError = diagnostic.Severity == KconfigSeverity.Error || (areErrors && diagnostic.Severity == KconfigSeverity.Warning);
            HasErrors |= isError;
            if (isError || !isQuiet)
            {
                Print(diagnostic, isError, byPath.GetValueOrDefault(diagnostic.Path));
            }
        }
    }

    private void Print(KconfigDiagnostic diagnostic, bool isError, SourceFile? file)
    {
        (string severity, int color) = isError ? ("error", Red) : diagnostic.Severity == KconfigSeverity.Warning ? ("warning", Yellow) : ("info", Cyan);
        output.Error.WriteLine(FormattableString.Invariant(
            $"{diagnostic.Path}:{diagnostic.Start.Line + 1}:{diagnostic.Start.Column + 1}: {output.Colored($"{severity} {diagnostic.Id}", color)}: {Visible(diagnostic.Message)}"));
        if (file is not null)
        {
            PrintLine(diagnostic, file.Text, color);
        }

        if (_explained.Add(diagnostic.Id))
        {
            output.Error.WriteLine($"  help: docs/diagnostics/{diagnostic.Id}.md explains {diagnostic.Id} ({diagnostic.Descriptor.Title})");
        }
    }

    private void PrintLine(KconfigDiagnostic diagnostic, string text, int color)
    {
        int start = Math.Min(diagnostic.Span.Start, text.Length) - diagnostic.Start.Column;
        int end = text.IndexOf('\n', start);
        string line = (end < 0 ? text[start..] : text[start..end]).TrimEnd('\r');
        int column = Math.Min(diagnostic.Start.Column, line.Length);
        int length = diagnostic.End.Line == diagnostic.Start.Line ? diagnostic.End.Column - column : line.Length - column;
        string blanks = "";
        foreach (char c in line[..column])
        {
            blanks += c == '\t' ? '\t' : ' ';
        }

        output.Error.WriteLine("    " + Visible(line));
        output.Error.WriteLine("    " + blanks + output.Colored("^" + new string('~', Math.Clamp(length - 1, 0, line.Length - column)), color));
    }

    /// <summary>The text with a sign for each character that would do something to a terminal.</summary>
    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            visible.Append(char.IsControl(c) && c != '\t' ? '\uFFFD' : c);
        }

        return visible.ToString();
    }
}
