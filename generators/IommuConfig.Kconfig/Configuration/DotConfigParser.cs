using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Cuts a .config into assignments. CR before LF, and a byte-order mark, are accepted without a word.</summary>
internal sealed class DotConfigParser(SourceFile file, string prefix)
{
    private const string NotSetEnd = " is not set";

    private readonly string _notSetStart = "# " + prefix;
    private readonly string _text = file.Text;
    private readonly List<DotConfigAssignment> _assignments = [];
    private readonly List<KconfigDiagnostic> _diagnostics = [];
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    /// <summary>Reads the lines of a part of the file, which begins and ends where lines do.</summary>
    public DotConfig Parse(int start, int end)
    {
        int replacement = _text.IndexOf('\uFFFD', start, end - start);
        if (replacement >= 0)
        {
            Report(KconfigDiagnostics.NotUtf8, new TextSpan(replacement, 1), replacement);
        }

        var lines = new TextLines(_text, start == 0 && _text.Length > 0 && _text[0] == '\uFEFF' ? 1 : start);
        while (lines.Next() && lines.Start < end)
        {
            ParseLine(lines.Start, lines.End);
        }

        return new DotConfig(file, prefix, _assignments, _diagnostics);
    }

    private void ParseLine(int start, int end)
    {
        if (IsBlank(start, end))
        {
            return;
        }

        if (_text[start] == '#')
        {
            ParseComment(start, end);
            return;
        }

        var line = TextSpan.FromBounds(start, end);
        if (!StartsWith(prefix, start, end))
        {
            Report(KconfigDiagnostics.MalformedLine, line,
                "it begins with neither '" + prefix + "' nor '#'; write '" + prefix + "NAME=value' from the first column on");
            return;
        }

        int nameEnd = NameEnd(start + prefix.Length, end);
        if (nameEnd == start + prefix.Length || nameEnd == end || _text[nameEnd] != '=')
        {
            Report(KconfigDiagnostics.MalformedLine, line, "a name must be followed by '=' and the value, without blanks");
            return;
        }

        Add(start, nameEnd, TextSpan.FromBounds(nameEnd + 1, end), file.GetText(TextSpan.FromBounds(nameEnd + 1, end)));
    }

    /// <summary>A comment, unless it is exactly "# CONFIG_X is not set", blanks behind it allowed.</summary>
    private void ParseComment(int start, int end)
    {
        if (!StartsWith(_notSetStart, start, end))
        {
            return;
        }

        int nameStart = start + 2;
        int nameEnd = NameEnd(start + _notSetStart.Length, end);
        if (nameEnd > start + _notSetStart.Length && StartsWith(NotSetEnd, nameEnd, end) && IsBlank(nameEnd + NotSetEnd.Length, end))
        {
            Add(nameStart, nameEnd, TextSpan.FromBounds(start, end), "n");
        }
    }

    private void Add(int nameStart, int nameEnd, TextSpan valueSpan, string value)
    {
        var nameSpan = TextSpan.FromBounds(nameStart, nameEnd);
        string name = _text.Substring(nameStart + prefix.Length, nameSpan.Length - prefix.Length);
        if (_last.TryGetValue(name, out int last))
        {
            Report(KconfigDiagnostics.Reassignment, nameSpan, name, file.GetLinePosition(last).Line + 1);
        }

        _last[name] = nameStart;
        _assignments.Add(new DotConfigAssignment(name, value, nameSpan, valueSpan));
    }

    private int NameEnd(int start, int end)
    {
        while (start < end && Lexer.IsWordCharacter(_text[start]))
        {
            start++;
        }

        return start;
    }

    private bool StartsWith(string what, int start, int end) =>
        end - start >= what.Length && TextScan.IsAt(_text, start, what);

    private bool IsBlank(int start, int end)
    {
        while (start < end && _text[start] is ' ' or '\t' or '\r')
        {
            start++;
        }

        return start >= end;
    }

    private void Report(KconfigDiagnosticDescriptor descriptor, TextSpan span, params object[] arguments)
    {
        if (_diagnostics.Count < SyntaxMessages.Most)
        {
            _diagnostics.Add(KconfigDiagnostic.Create(descriptor, file, span, arguments));
        }
        else if (_diagnostics.Count == SyntaxMessages.Most)
        {
            // What could be read counts.
            KconfigDiagnosticDescriptor tooMany = KconfigDiagnostics.TooManyMessages with { Severity = KconfigSeverity.Warning };
            _diagnostics.Add(KconfigDiagnostic.Create(tooMany, file, span, SyntaxMessages.Most));
        }
    }
}
