namespace IommuConfig.Kconfig;

/// <summary>What the user asked for.</summary>
/// <param name="Tristate">The value of a bool or tristate.</param>
/// <param name="Text">The value of an int, hex or string.</param>
/// <param name="Location">The line of the .config; null if it was set otherwise.</param>
/// <param name="Sequence">Counts assignments: of two members of a choice the later y counts.</param>
internal sealed record UserValue(Tristate Tristate, string Text, SourceLocation? Location, int Sequence)
{
    /// <summary>How the C program writes a text that is none.</summary>
    public const string NoText = "(null)";

    /// <summary>Of a choice of older dialects: the member that the user took.</summary>
    public Symbol? Chosen { get; init; }

    /// <summary>Whether it is only remembered: the user is to be asked again.</summary>
    public bool IsNew { get; init; }

    /// <summary>The value of a bool or tristate that comes from no file.</summary>
    public static UserValue Of(Tristate value) => new(value, "", null, 0);

    /// <summary>The value of a member of an older choice: if it is an int or hex, it has one, and that has no text.</summary>
    public static UserValue OfMember(Symbol member, Tristate value) => new(value, SymbolTypes.IsLogical(member.Type) ? "" : NoText, null, 0);
}
