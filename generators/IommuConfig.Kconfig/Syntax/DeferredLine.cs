using System;

namespace IommuConfig.Kconfig;

/// <summary>Reads lines again whose macros can now be expanded.</summary>
internal static class DeferredLine
{
    /// <summary>Gives the finished form of a deferred statement, with the same lines and statements inside.</summary>
    /// <param name="file">The file.</param>
    /// <param name="statement">The deferred statement.</param>
    /// <param name="expand">
    /// Gives the text for a part of the file: a whole word with macros in it, or one macro of a string. Called for the tokens of the line in order.
    /// </param>
    /// <param name="log">Where errors go, and what the lexer warns of.</param>
    /// <returns>The statement; null if the line came to nothing, as a line of macros should, or after an error was reported.</returns>
    public static StatementSyntax? Parse(SourceFile file, StatementSyntax statement, Func<TextSpan, string> expand, MessageLog log)
    {
        TokenReader reader = Read(file, statement.DeferredFrom, expand, log);
        var expressions = new ExpressionParser(reader);
        var statements = new StatementParser(reader, expressions, new PropertyParser(reader, expressions));
        StatementSyntax? finished = null;
        if (statement is AssignmentSyntax)
        {
            finished = ParseAssignment(reader, statements);
        }
        else if (IsAtKeyword(reader, statement.Span.Start, statement.DeferredFrom))
        {
            finished = statements.Parse(reader.Advance());
        }

        if (finished is EntrySyntax entry)
        {
            entry.Lines = ((EntrySyntax)statement).Lines;
        }

        if (finished is BlockSyntax block)
        {
            block.Items = ((BlockSyntax)statement).Items;
        }

        return EndsWell(reader) ? finished : null;
    }

    /// <summary>Gives the line of an entry that a deferred one is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="property">The deferred line.</param>
    /// <param name="expand">As for statements.</param>
    /// <param name="log">Where errors go, and what the lexer warns of.</param>
    /// <returns>The line; null if it came to nothing, as a line of macros should, or after an error was reported.</returns>
    public static PropertySyntax? Parse(SourceFile file, PropertySyntax property, Func<TextSpan, string> expand, MessageLog log)
    {
        var deferred = (DeferredPropertySyntax)property;
        TokenReader reader = Read(file, deferred.Start, expand, log);
        PropertySyntax? finished = IsAtKeyword(reader, deferred.Span.Start, deferred.Start)
            ? new PropertyParser(reader, new ExpressionParser(reader)).Parse(deferred.IsOfChoice) : null;
        return EndsWell(reader) ? finished : null;
    }

    private static AssignmentSyntax? ParseAssignment(TokenReader reader, StatementParser statements)
    {
        if (!reader.AtPlainWord)
        {
            reader.ReportExpected("a variable");
            return null;
        }

        Token name = reader.Advance();
        if (!reader.Current.IsAssignment)
        {
            ReportWord(reader, name);
            return null;
        }

        return statements.ParseAssignment(name, deferredFrom: -1);
    }

    private static TokenReader Read(SourceFile file, int start, Func<TextSpan, string> expand, MessageLog log)
    {
        var reader = new TokenReader(new SyntaxMessages(file, log), log.Dialect, expand);
        reader.Restart(start);
        return reader;
    }

    /// <summary>Whether a line begins with its keyword, all macros before it having come to nothing. If there is something else, reports it.</summary>
    private static bool IsAtKeyword(TokenReader reader, int keyword, int start)
    {
        if (reader.AtLineEnd)
        {
            return false;
        }

        if (reader.Current.Span.Start == keyword && reader.Current.Keyword != Keyword.None)
        {
            return true;
        }

        if (reader.AtPlainWord && start <= keyword)
        {
            ReportWord(reader, reader.Current);
        }
        else
        {
            reader.ReportExpected(start <= keyword ? "a statement" : "the end of the line");
        }

        return false;
    }

    private static void ReportWord(TokenReader reader, Token word)
    {
        string written = reader.Text(word).GetValue(reader.File);
        reader.Report(KconfigDiagnostics.UnknownStatement, word.Span, written, DidYouMean.Hint(written, Keywords.Statements(reader.Dialect)));
        reader.SkipLine();
    }

    private static bool EndsWell(TokenReader reader)
    {
        if (!reader.AtLineEnd)
        {
            reader.ReportExpected("the end of the line");
        }

        return !reader.HasErrors;
    }
}
