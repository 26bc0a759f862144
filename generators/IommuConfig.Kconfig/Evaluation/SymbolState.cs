namespace IommuConfig.Kconfig;

/// <summary>What is known of a symbol's value.</summary>
internal struct SymbolState
{
    /// <summary>How many nodes <see cref="ShownNodes"/> tells of.</summary>
    public const int CountedNodes = 64;

    /// <summary>The epoch in which it was computed; 0 for never.</summary>
    public int Epoch;

    /// <summary>The value of a bool or tristate.</summary>
    public Tristate Value;

    /// <summary>How visible its prompts are.</summary>
    public Tristate Visibility;

    /// <summary>Which of its nodes have a visible prompt, a bit for each of the first <see cref="CountedNodes"/>.</summary>
    public ulong ShownNodes;

    /// <summary>What selects make of it at least.</summary>
    public Tristate Selected;

    /// <summary>What implies suggest.</summary>
    public Tristate Implied;

    /// <summary>What its dependencies allow.</summary>
    public Tristate Direct;

    /// <summary>Whether it has a line in a .config.</summary>
    public bool IsWritten;

    /// <summary>Whether the members of its choice, or of the choice that it is, are still to get a user value each (older dialects).</summary>
    public bool NeedsChoiceValues;

    /// <summary>The value of an int, hex or string.</summary>
    public string? Text;
}
