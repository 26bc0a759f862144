namespace IommuConfig.Tool.Conf;

/// <summary>Whether an option has an argument.</summary>
internal enum OptionArgument
{
    None,
    Required,

    /// <summary>Only as <c>--option=argument</c>.</summary>
    Optional,
}

/// <summary>An option of conf that has a long name.</summary>
/// <param name="Name">The name, without dashes.</param>
/// <param name="Mode">The mode that it selects, or null.</param>
/// <param name="Letter">The letter that means the same, where the option selects no mode.</param>
/// <param name="Argument">Whether it has an argument.</param>
internal sealed record LongOption(string Name, ConfMode? Mode, char Letter = '\0', OptionArgument Argument = OptionArgument.None);
