namespace IommuConfig.Kconfig;

/// <summary>Where a macro is expanded: the text, and the line that <c>$(lineno)</c> and the C program's messages give.</summary>
/// <param name="Location">The outermost macro, or the line of an assignment.</param>
/// <param name="Line">The line, counted from 1.</param>
internal readonly record struct MacroPlace(SourceLocation Location, int Line)
{
    public static MacroPlace At(SourceLocation location) => new(location, location.Line);

    /// <summary>An assignment takes effect when its line end has been read, so that the next line is the current one, if there is a line end.</summary>
    public static MacroPlace Behind(SourceLocation location)
    {
        int end = location.Span.End;
        int line = location.File.GetLinePosition(end).Line + 1;
        return new MacroPlace(location, location.File.Text.IndexOf('\n', end) < 0 ? line : line + 1);
    }
}
