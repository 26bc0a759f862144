using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>A choice: of its visible members exactly one is y.</summary>
/// <remarks>
/// Which one, in the dialect of Linux 7.3: the member that the user set to y last; else the first of <see cref="Defaults"/> that applies to a visible
/// member, unless the user set it to n; else the first visible member that the user left alone; else the one set to n longest ago. In older
/// dialects (<see cref="ChoiceRules.Classic"/>) a choice may be tristate, have a name, be optional, and has a value: with m, any number of members
/// are m. <see cref="Configuration.GetChosen"/> tells the member.
/// </remarks>
public sealed class Choice
{
    private readonly List<Symbol> _members = [];
    private readonly List<MenuNode> _entries = [];
    private readonly List<ChoiceDefault> _defaults = [];

    internal Choice(int index, string name, SourceLocation location)
    {
        Index = index;
        Location = location;
        Symbol = new Symbol(name) { OwnChoice = this };
    }

    /// <summary>Position in <see cref="KconfigTree.Choices"/>.</summary>
    public int Index { get; }

    /// <summary>Its first line.</summary>
    public SourceLocation Location { get; }

    /// <summary>Its node in the menu tree; of a named choice that is written in several places, the first.</summary>
    public MenuNode Node => Symbol.Definitions[0];

    /// <summary>Its members, in order.</summary>
    public IReadOnlyList<Symbol> Members => _members;

    /// <summary>Its defaults, in order; the first that applies to a visible member counts.</summary>
    public IReadOnlyList<ChoiceDefault> Defaults => _defaults;

    /// <summary>Whether it may stay without a y (older trees only).</summary>
    public bool IsOptional { get; internal set; }

    /// <summary>What has the prompts of the choice and, in older dialects, a value: n, m for any number of members as modules, or y.</summary>
    internal Symbol Symbol { get; }

    /// <summary>The choice with its members as Kconfig (<see cref="KconfigWriter.Write(Choice)"/>).</summary>
    public override string ToString() => KconfigWriter.Write(this);

    /// <summary>The entries that make its members such, in order.</summary>
    internal IReadOnlyList<MenuNode> MemberEntries => _entries;

    internal void Add(Symbol member, MenuNode entry)
    {
        _members.Add(member);
        _entries.Add(entry);
    }

    internal void Add(ChoiceDefault item)
    {
        _defaults.Add(item);
        item.Node.Lines.Add(item);
    }
}
