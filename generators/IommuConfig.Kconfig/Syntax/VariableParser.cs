using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Recognises assignments to variables, whose value is the rest of the line and not made of tokens.</summary>
internal static class VariableParser
{
    /// <summary>Parses the assignment whose name was just read, or returns null and consumes nothing.</summary>
    public static AssignmentSyntax? TryParse(TokenReader reader, Token name)
    {
        string text = reader.File.Text;
        int start = name.Span.End;
        while (start < text.Length && text[start] is ' ' or '\t')
        {
            start++;
        }

        int length = OperatorLength(text, start);
        if (length == 0)
        {
            return null;
        }

        // The token behind the name was read ahead as if it were part of a statement: what it reported is not so.
        Forget(reader.Diagnostics, diagnostic => diagnostic.Span.Start >= start && diagnostic.Descriptor != KconfigDiagnostics.NotUtf8);
        Forget(reader.Lexer.Macros, macro => macro.Span.Start >= start);
        int valueStart = start + length;
        while (valueStart < text.Length && text[valueStart] is ' ' or '\t')
        {
            valueStart++;
        }

        int valueEnd = text.IndexOf('\n', valueStart);
        valueEnd = valueEnd < 0 ? text.Length : valueEnd;
        int next = valueEnd;
        if (valueEnd > valueStart && text[valueEnd - 1] == '\r')
        {
            valueEnd--;
        }

        reader.Restart(next);
        TextSpan whole = TextSpan.FromBounds(name.Span.Start, valueEnd);
        reader.Report(KconfigDiagnostics.MacroNotSupported, whole, "Variables");
        return new AssignmentSyntax(
            whole, new TextSyntax(name.Span, false, name.HasMacro), new TextSpan(start, length), TextSpan.FromBounds(valueStart, valueEnd));
    }

    private static int OperatorLength(string text, int start)
    {
        if (start < text.Length && text[start] == '=')
        {
            return 1;
        }

        return start + 1 < text.Length && text[start] is ':' or '+' && text[start + 1] == '=' ? 2 : 0;
    }

    /// <summary>Removes from the end of a list, which is all that reading ahead can have added.</summary>
    private static void Forget<T>(List<T> list, Predicate<T> isBehind)
    {
        while (list.Count > 0 && isBehind(list[list.Count - 1]))
        {
            list.RemoveAt(list.Count - 1);
        }
    }
}
