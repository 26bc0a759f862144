using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>
/// Reads the text behind <c>help</c>, which is made of lines, not tokens. The first line that is not blank sets the indentation (tabs go to
/// multiples of 8); the text ends before the first line that is indented less, or that begins in column 0. As in the C program, a line directly
/// behind <c>help</c> belongs to the text even in column 0; that is reported, since it is never meant.
/// </summary>
internal static class HelpParser
{
    private const int TabWidth = 8;

    /// <summary>Reads the text that begins at <paramref name="start"/>, the first character of the line behind the keyword.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="end">Where the lines of the text end; the next statement begins there or later.</param>
    /// <param name="unindented">Offset of a first line in column 0, or -1.</param>
    public static string Read(string text, int start, out int end, out int unindented)
    {
        var help = new StringBuilder();
        int indentation = 0;
        int blankLines = 0;
        int position = start;
        end = start;
        unindented = -1;
        while (position < text.Length)
        {
            int lineEnd = text.IndexOf('\n', position);
            lineEnd = lineEnd < 0 ? text.Length : lineEnd;
            int content = MeasureIndentation(text, position, lineEnd, out int columns);
            if (content == lineEnd)
            {
                blankLines++;
            }
            else
            {
                bool isFirstLine = position == start;
                if (columns < indentation || (columns == 0 && !isFirstLine))
                {
                    break;
                }

                if (columns == 0)
                {
                    unindented = position;
                }

                indentation = indentation == 0 ? columns : indentation;
                if (help.Length > 0)
                {
                    help.Append('\n', blankLines + 1);
                }

                blankLines = 0;
                help.Append(' ', columns - indentation).Append(text, content, TrimEnd(text, content, lineEnd) - content);
                end = lineEnd;
            }

            position = lineEnd + 1;
        }

        return help.ToString();
    }

    private static int MeasureIndentation(string text, int position, int lineEnd, out int columns)
    {
        columns = 0;
        for (; position < lineEnd; position++)
        {
            switch (text[position])
            {
                case ' ':
                    columns++;
                    break;
                case '\t':
                    columns = (columns / TabWidth + 1) * TabWidth;
                    break;
                case '\r':
                    break;
                default:
                    return position;
            }
        }

        return lineEnd;
    }

    private static int TrimEnd(string text, int start, int end)
    {
        while (end > start && text[end - 1] is ' ' or '\t' or '\r')
        {
            end--;
        }

        return end;
    }
}
