using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>A choice: of its visible members exactly one is y.</summary>
public sealed class Choice
{
    private readonly List<Symbol> _members = [];
    private readonly List<ChoiceDefault> _defaults = [];

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
    public IReadOnlyList<Symbol> Members => _members;

    /// <summary>Its defaults, in order; the first that applies to a visible member counts.</summary>
    public IReadOnlyList<ChoiceDefault> Defaults => _defaults;

    internal void Add(Symbol member) => _members.Add(member);

    internal void Add(ChoiceDefault item) => _defaults.Add(item);
}
