using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>A choice: of its visible members exactly one is y.</summary>
public sealed class Choice
{
    private readonly List<Symbol> members = [];
    private readonly List<ChoiceDefault> defaults = [];

    internal Choice(int index, SourceLocation location)
    {
        Index = index;
        Location = location;
    }

    /// <summary>Position in <see cref="KconfigTree.Choices"/>.</summary>
    public int Index { get; }

    /// <summary>Its first line.</summary>
    public SourceLocation Location { get; }

    /// <summary>Its node in the menu tree.</summary>
    public MenuNode Node { get; internal set; } = null!;

    /// <summary>Its members, in order.</summary>
    public IReadOnlyList<Symbol> Members => members;

    /// <summary>Its defaults, in order; the first that applies to a visible member counts.</summary>
    public IReadOnlyList<ChoiceDefault> Defaults => defaults;

    internal void Add(Symbol member) => members.Add(member);

    internal void Add(ChoiceDefault item) => defaults.Add(item);
}
