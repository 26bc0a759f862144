namespace IommuConfig.Tool.Conf;

/// <summary>An option as found on the command line.</summary>
/// <param name="Letter">Its letter, or <see cref="Mistake"/>.</param>
/// <param name="Mode">The mode it selects, or null.</param>
/// <param name="Argument">Its argument, or null.</param>
internal readonly record struct ParsedOption(char Letter, ConfMode? Mode, string? Argument)
{
    /// <summary>The letter of what was no option; the message was given.</summary>
    public const char Mistake = '?';
}
