using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Cuts a .config into assignments. CR before LF, and a byte-order mark, are accepted without a word.</summary>
internal sealed class DotConfigParser(SourceFile file)
{
    private const string Prefix = "CONFIG_";
    private const string NotSetStart = "# " + Prefix;
    private const string NotSetEnd = " is not set";

    private readonly string text = file.Text;
    private readonly List<DotConfigAssignment> assignments = [];
    private readonly List<KconfigDiagnostic> diagnostics = [];
    private readonly Dictionary<string, int> lastLine = new(StringComparer.Ordinal);

    public DotConfig Parse()
    {
        int replacement = text.IndexOf('\uFFFD');
        if (replacement >= 0)
        {
            Report(KconfigDiagnostics.NotUtf8, new TextSpan(replacement, 1), replacement);
        }

        int start = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
        while (start < text.Length)
        {
            int lineEnd = text.IndexOf('\n', start);
            lineEnd = lineEnd < 0 ? text.Length : lineEnd;
            int end = lineEnd > start && text[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
            ParseLine(start, end);
            start = lineEnd + 1;
        }

        return new DotConfig(file, assignments, diagnostics);
    }

    private void ParseLine(int start, int end)
    {
        if (IsBlank(start, end))
        {
            return;
        }

        if (text[start] == '#')
        {
            ParseComment(start, end);
            return;
        }

        var line = TextSpan.FromBounds(start, end);
        if (!StartsWith(Prefix, start, end))
        {
            Report(KconfigDiagnostics.MalformedLine, line,
                "it begins with neither '" + Prefix + "' nor '#'; write 'CONFIG_NAME=value' from the first column on");
            return;
        }

        int nameEnd = NameEnd(start + Prefix.Length, end);
        if (nameEnd == start + Prefix.Length || nameEnd == end || text[nameEnd] != '=')
        {
            Report(KconfigDiagnostics.MalformedLine, line, "a name must be followed by '=' and the value, without blanks");
            return;
        }

        Add(start, nameEnd, TextSpan.FromBounds(nameEnd + 1, end), file.GetText(TextSpan.FromBounds(nameEnd + 1, end)));
    }

    /// <summary>A comment, unless it is exactly "# CONFIG_X is not set", blanks behind it allowed.</summary>
    private void ParseComment(int start, int end)
    {
        if (!StartsWith(NotSetStart, start, end))
        {
            return;
        }

        int nameStart = start + 2;
        int nameEnd = NameEnd(start + NotSetStart.Length, end);
        if (nameEnd > start + NotSetStart.Length && StartsWith(NotSetEnd, nameEnd, end) && IsBlank(nameEnd + NotSetEnd.Length, end))
        {
            Add(nameStart, nameEnd, TextSpan.FromBounds(start, end), "n");
        }
    }

    private void Add(int nameStart, int nameEnd, TextSpan valueSpan, string value)
    {
        var nameSpan = TextSpan.FromBounds(nameStart, nameEnd);
        string name = text.Substring(nameStart + Prefix.Length, nameSpan.Length - Prefix.Length);
        if (lastLine.TryGetValue(name, out int line))
        {
            Report(KconfigDiagnostics.Reassignment, nameSpan, name, line + 1);
        }

        lastLine[name] = file.GetLinePosition(nameStart).Line;
        assignments.Add(new DotConfigAssignment(name, value, nameSpan, valueSpan));
    }

    private int NameEnd(int start, int end)
    {
        while (start < end && Lexer.IsWordCharacter(text[start]))
        {
            start++;
        }

        return start;
    }

    private bool StartsWith(string what, int start, int end) =>
        end - start >= what.Length && string.CompareOrdinal(text, start, what, 0, what.Length) == 0;

    private bool IsBlank(int start, int end)
    {
        while (start < end && text[start] is ' ' or '\t' or '\r')
        {
            start++;
        }

        return start >= end;
    }

    private void Report(KconfigDiagnosticDescriptor descriptor, TextSpan span, params object[] arguments) =>
        diagnostics.Add(KconfigDiagnostic.Create(descriptor, file, span, arguments));
}
