namespace IommuConfig.Kconfig;

/// <summary>What is known of symbols at some point of the C program's walk through the tree.</summary>
internal interface IKnownEntries
{
    /// <summary>The type, as far as it is known.</summary>
    SymbolType Type(Symbol symbol);

    /// <summary>The choice that it is known to be a member of.</summary>
    Choice? Choice(Symbol symbol);
}
