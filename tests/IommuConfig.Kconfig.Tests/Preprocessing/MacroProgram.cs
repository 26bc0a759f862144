using System;
using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig.Tests;

/// <summary>
/// Runs the macros of a Kconfig text without the rest of the engine. Its lines are assignments, lines that begin with <c>$(</c>, and entries
/// <c>config NAME</c>, <c>string</c>, <c>default "..."</c>.
/// </summary>
internal sealed class MacroProgram : IConfConsole
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly MessageLog _log;

    public MacroProgram(string text, LoadOptions? options = null)
    {
        options = (options ?? new LoadOptions()) with { Console = this };
        _log = new MessageLog(options.Dialect, this);
        Preprocessor = new Preprocessor(options, _log);
        var file = new SourceFile("Kconfig", text);
        string symbol = "";
        int end;
        for (int start = 0; start < text.Length && !Preprocessor.HasFailed; start = end + 1)
        {
            end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            string line = text[start..end];
            if (line.StartsWith("config ", StringComparison.Ordinal))
            {
                symbol = line["config ".Length..];
            }
            else if (line.StartsWith("\tdefault ", StringComparison.Ordinal))
            {
                int quote = start + "\tdefault ".Length;
                string value = Preprocessor.GetValue(new TextSyntax(TextSpan.FromBounds(quote, end), true, line.Contains("$(")), file);
                Values.TryAdd(symbol, value);
            }
            else if (line.Length > 0 && line[0] != '\t')
            {
                RunLine(file, start, line);
            }
        }
    }

    public Preprocessor Preprocessor { get; }

    public Dictionary<string, string> Values { get; } = [];

    /// <summary>What a line of macros became, where it was not nothing; the C program would call that a syntax error.</summary>
    public string Leftover { get; private set; } = "";

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    public IReadOnlyList<KconfigDiagnostic> Diagnostics => _log.Diagnostics;

    void IConfConsole.WriteOutput(string text) => _output.Append(text);

    void IConfConsole.WriteError(string text) => _errors.Append(text);

    private void RunLine(SourceFile file, int start, string line)
    {
        int name = EndOfName(line);
        int operation = name;
        while (operation < line.Length && line[operation] is ' ' or '\t')
        {
            operation++;
        }

        int value = line.IndexOf('=', operation) + 1;
        if (value == 0 || line[operation..value] is not ("=" or ":=" or "+="))
        {
            Leftover += Preprocessor.Expand(line, new SourceLocation(file, new TextSpan(start, line.Length)));
            return;
        }

        var place = new SourceLocation(file, new TextSpan(start, line.Length));
        var kind = line[operation] switch { ':' => AssignmentOperator.Simple, '+' => AssignmentOperator.Append, _ => AssignmentOperator.Recursive };
        string target = Preprocessor.Expand(line[..name], new SourceLocation(file, new TextSpan(start, name)));
        Preprocessor.Assign(target, kind, line[value..].TrimStart(' ', '\t'), place);
    }

    private static int EndOfName(string line)
    {
        int depth = 0;
        int i = 0;
        for (; i < line.Length && (depth > 0 || line[i] is not (' ' or '\t' or '=' or ':' or '+')); i++)
        {
            depth += line[i] switch { '(' => 1, ')' => -1, _ => 0 };
        }

        return i;
    }
}
