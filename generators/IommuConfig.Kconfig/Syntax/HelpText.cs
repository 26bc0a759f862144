using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>
/// The text behind <c>help</c>, which is made of lines, not tokens. The first line that is not blank sets the indentation (tabs go to multiples of
/// 8); the text ends before the first line that is indented less, or that begins in column 0. As in the C program, a line directly behind
/// <c>help</c> belongs to the text even in column 0; that is reported, since it is never meant.
/// </summary>
/// <param name="Start">The first character of the line behind the keyword.</param>
/// <param name="End">Where the last line with text ends, or <paramref name="Start"/>.</param>
/// <param name="Stop">Where reading goes on: the start of the first line that is not part of it.</param>
/// <param name="Unindented">Offset of a first line in column 0, or -1.</param>
internal readonly record struct HelpText(int Start, int End, int Stop, int Unindented)
{
    private const int TabWidth = 8;

    /// <summary>Whether no line has any text.</summary>
    public bool IsBlank => End == Start;

    /// <summary>Whether there is more than blanks.</summary>
    public bool HasText(string text)
    {
        int position = Start;
        while (position < End && text[position] is ' ' or '\t' or '\n' or '\r')
        {
            position++;
        }

        return position < End;
    }

    /// <summary>Finds where a text ends, without making it.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="start">The first character of the line behind the keyword.</param>
    /// <param name="isExact">Whether a carriage return is a character like others, so that no line with one is blank.</param>
    public static HelpText Find(string text, int start, bool isExact)
    {
        int indentation = 0;
        int end = start;
        int unindented = -1;
        int position = start;
        while (position < text.Length)
        {
            int content = MeasureIndentation(text, position, isExact, out int columns);
            if (content == text.Length || text[content] == '\n')
            {
                position = content + 1;
                continue;
            }

            if (columns < indentation || (columns == 0 && position != start))
            {
                break;
            }

            unindented = columns == 0 ? position : unindented;
            indentation = indentation == 0 ? columns : indentation;
            end = TextScan.LineEnd(text, content);
            position = end + 1;
        }

        return new HelpText(start, end, position < text.Length ? position : text.Length, unindented);
    }

    /// <summary>The text without its indentation and trailing blanks, lines joined by '\n'.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="isExact">As for <see cref="Find"/>; then blank lines around the text are kept too, as the C program keeps them.</param>
    public string Read(string text, bool isExact)
    {
        var help = new StringBuilder();
        int indentation = 0;
        int blankLines = 0;
        int stop = isExact ? Stop : End;
        for (int position = Start; position < stop;)
        {
            int content = MeasureIndentation(text, position, isExact, out int columns);
            if (content >= stop || text[content] == '\n')
            {
                blankLines += content < text.Length ? 1 : 0;
                position = content + 1;
                continue;
            }

            help.Append('\n', isExact || help.Length > 0 ? blankLines : 0);
            indentation = indentation == 0 ? columns : indentation;
            int lineEnd = TextScan.LineEnd(text, content);
            help.Append(' ', columns - indentation).Append(text, content, TrimEnd(text, content, lineEnd, isExact) - content);
            blankLines = lineEnd < text.Length ? 1 : 0;
            position = lineEnd + 1;
        }

        // The line end in front of a line in column 0 ends the text and is no part of it.
        bool endsAtColumn0 = Stop < text.Length && text[Stop] is not (' ' or '\t');
        return help.Append('\n', isExact ? blankLines - (endsAtColumn0 && blankLines > 0 ? 1 : 0) : 0).ToString();
    }

    private static int MeasureIndentation(string text, int position, bool isExact, out int columns)
    {
        columns = 0;
        for (; position < text.Length; position++)
        {
            switch (text[position])
            {
                case ' ':
                    columns++;
                    break;
                case '\t':
                    columns = (columns | (TabWidth - 1)) + 1;
                    break;
                case '\r' when !isExact:
                    break;
                default:
                    return position;
            }
        }

        return position;
    }

    private static int TrimEnd(string text, int start, int end, bool isExact)
    {
        while (end > start && (text[end - 1] is ' ' or '\t' || (text[end - 1] == '\r' && !isExact)))
        {
            end--;
        }

        return end;
    }
}
