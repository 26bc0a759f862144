using System;
using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>
/// The macro language: variables, and references <c>$(name,argument,...)</c> to them, to functions and to the environment. The tree's builder calls
/// it in the order of the text, because macros have effects. After an error (<see cref="HasFailed"/>) everything expands to nothing, and the builder
/// stops as the C program does.
/// </summary>
internal sealed class Preprocessor
{
    private readonly Dictionary<string, MacroVariable> _variables = new(StringComparer.Ordinal);
    private readonly MacroErrors _errors;
    private readonly MacroEnvironment _environment;
    private readonly MacroExpander _expander;
    private readonly bool _hasMacros;

    /// <summary>Makes one for a load.</summary>
    /// <param name="options">What the tree is read with.</param>
    /// <param name="log">Where messages go.</param>
    /// <param name="hole">See <see cref="MacroExpander.Hole"/>.</param>
    public Preprocessor(LoadOptions options, MessageLog log, char? hole = null)
    {
        _errors = new MacroErrors(log);
        _environment = new MacroEnvironment(options, log);
        var budget = new ExpansionBudget();
        var functions = new MacroFunctions(options, log, _errors, budget);
        _expander = new MacroExpander(_variables, functions, _environment, _errors, budget) { Hole = hole };
        _hasMacros = options.Dialect is { HasLegacySyntax: false } or { IsExtended: true };
    }

    /// <summary>Whether there was an error that makes the C program stop at once.</summary>
    public bool HasFailed => _errors.HasFailed;

    /// <summary>How often a text came out with a hole, because a variable is missing or after an error; each hole's reason was reported.</summary>
    public int Holes => _environment.Holes + (HasFailed ? 1 : 0);

    /// <summary>The variables of the environment that were read and set, in the order in which auto.conf.cmd lists them: that of the first reads.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> EnvironmentReads => _environment.Reads;

    /// <summary>
    /// Expands a text that is no string: a word, or a line that is only macros. The dialect of 4.11 has no macros, unless it is extended.
    /// </summary>
    /// <param name="text">The text as written.</param>
    /// <param name="place">Where it was written.</param>
    public string Expand(string text, SourceLocation place)
    {
        if (HasFailed || !_hasMacros || text.IndexOf('$') < 0)
        {
            return HasFailed ? "" : text;
        }

        return text.Length == place.Span.Length && place.Span.End <= place.File.Text.Length && TextScan.IsAt(place.File.Text, place.Span.Start, text)
            ? ExpandSource(place.File, place.Span.Start, place.Span.End, quote: null)
            : _expander.Expand(text, 0, text.Length, MacroPlace.At(place));
    }

    /// <summary>The value of a word or string: without its quotes and escapes, macros expanded. Inside a macro, quotes and backslashes are plain text.</summary>
    public string GetValue(TextSyntax text, SourceFile file)
    {
        if (HasFailed || !_hasMacros || !text.HasMacro)
        {
            return HasFailed ? "" : text.GetValue(file);
        }

        return text.IsQuoted
            ? ExpandSource(file, text.Span.Start + 1, text.Span.End, file.Text[text.Span.Start])
            : ExpandSource(file, text.Span.Start, text.Span.End, quote: null);
    }

    /// <summary>Assigns a variable.</summary>
    /// <param name="name">Its name, expanded.</param>
    /// <param name="operation">How.</param>
    /// <param name="value">The value as written.</param>
    /// <param name="place">The whole assignment.</param>
    public void Assign(string name, AssignmentOperator operation, string value, SourceLocation place)
    {
        if (HasFailed)
        {
            return;
        }

        _variables.TryGetValue(name, out MacroVariable? variable);
        bool isAppended = operation == AssignmentOperator.Append && variable is not null;
        bool isRecursive = isAppended ? variable!.IsRecursive : operation != AssignmentOperator.Simple;
        string text = isRecursive ? value : _expander.Expand(value, 0, value.Length, MacroPlace.Behind(place));
        if (isAppended)
        {
            variable!.Append(text);
        }
        else
        {
            _variables[name] = new MacroVariable(name, isRecursive, text);
        }
    }

    /// <summary>Reads the environment for <c>option env=</c>.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="place">The option.</param>
    /// <returns>Its value, or null if it is not set.</returns>
    public string? ReadEnvironment(string name, SourceLocation place) => _environment.Read(name, place);

    private string ExpandSource(SourceFile file, int start, int end, char? quote)
    {
        var value = new StringBuilder();
        string text = file.Text;
        for (int i = start; i < end && text[i] != quote; i++)
        {
            if (text[i] == '$' && i + 1 < end && text[i + 1] == '(')
            {
                int close = FindEnd(text, i, end);
                value.Append(_expander.Expand(text, i, close, MacroPlace.At(new SourceLocation(file, TextSpan.FromBounds(i, close)))));
                i = close - 1;
            }
            else
            {
                i += text[i] == '\\' && quote is not null && i + 1 < end ? 1 : 0;
                value.Append(text[i]);
            }
        }

        return HasFailed ? "" : value.ToString();
    }

    /// <summary>Where a reference ends; where its line does if it is not closed, which the message about that shows.</summary>
    private static int FindEnd(string text, int dollar, int end)
    {
        int line = text.IndexOf('\n', end);
        line = line < 0 ? text.Length : line;
        return (MacroReference.Split(text, dollar + 2, end) ?? MacroReference.Split(text, dollar + 2, line)) is { } parts
            ? parts[parts.Count - 1] + 1
            : line;
    }
}
