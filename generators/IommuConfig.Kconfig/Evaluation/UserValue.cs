namespace IommuConfig.Kconfig;

/// <summary>What the user asked for.</summary>
/// <param name="Tristate">The value of a bool or tristate.</param>
/// <param name="Text">The value of an int, hex or string.</param>
/// <param name="Location">The line of the .config.</param>
/// <param name="Sequence">Counts assignments: of two members of a choice the later y counts.</param>
internal sealed record UserValue(Tristate Tristate, string Text, SourceLocation Location, int Sequence)
{
    /// <summary>The member that a choice takes.</summary>
    public Symbol? Chosen { get; init; }
}
