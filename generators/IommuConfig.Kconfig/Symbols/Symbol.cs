using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>A symbol with everything that all its definitions say. A name that is only mentioned is a symbol too, but not defined.</summary>
public sealed class Symbol
{
    private readonly List<MenuNode> _definitions = [];
    private readonly List<DefaultProperty> _defaults = [];
    private readonly List<SelectProperty> _selects = [];
    private readonly List<SelectProperty> _implies = [];
    private readonly List<SelectProperty> _selectedBy = [];
    private readonly List<SelectProperty> _impliedBy = [];
    private readonly List<RangeProperty> _ranges = [];

    internal Symbol(string name) => Name = name;

    /// <summary>The name without "CONFIG_".</summary>
    public string Name { get; }

    /// <summary>Position in <see cref="KconfigTree.Symbols"/>, or behind its end for names that are not defined. Dense: values live in arrays.</summary>
    public int Index { get; internal set; }

    /// <summary>Whether a config or menuconfig defines it.</summary>
    public bool IsDefined => _definitions.Count > 0;

    /// <summary>The type; the first definition that gives one counts.</summary>
    public SymbolType Type { get; internal set; }

    /// <summary>Its nodes in the menu tree, in order.</summary>
    public IReadOnlyList<MenuNode> Definitions => _definitions;

    /// <summary>Its defaults, in order; the first that applies counts.</summary>
    public IReadOnlyList<DefaultProperty> Defaults => _defaults;

    /// <summary>What it selects.</summary>
    public IReadOnlyList<SelectProperty> Selects => _selects;

    /// <summary>What it implies.</summary>
    public IReadOnlyList<SelectProperty> Implies => _implies;

    /// <summary>The selects that name it.</summary>
    public IReadOnlyList<SelectProperty> SelectedBy => _selectedBy;

    /// <summary>The implies that name it.</summary>
    public IReadOnlyList<SelectProperty> ImpliedBy => _impliedBy;

    /// <summary>Its ranges, in order; the first that applies counts.</summary>
    public IReadOnlyList<RangeProperty> Ranges => _ranges;

    /// <summary>The choice it is a member of.</summary>
    public Choice? Choice { get; internal set; }

    /// <summary>Whether it is the symbol marked <c>modules</c>.</summary>
    public bool IsModules { get; internal set; }

    /// <summary>Whether it is marked <c>transitional</c>: settable in a .config, in no output.</summary>
    public bool IsTransitional { get; internal set; }

    /// <summary>The dependencies of those of its definitions that have any, ORed; y if none has. It limits an imply, and a select may not exceed it.</summary>
    public Expression DirectDependency { get; internal set; } = Expression.Yes;

    /// <summary>The first prompt, or null if nobody can set it.</summary>
    public Prompt? FirstPrompt
    {
        get
        {
            foreach (MenuNode node in _definitions)
            {
                if (node.Prompt is not null)
                {
                    return node.Prompt;
                }
            }

            return null;
        }
    }

    /// <summary>Whether the name is only a number, which no Kconfig file defines: a constant written without quotes.</summary>
    public bool IsNumber => !IsDefined
        && (KconfigNumber.IsInt(Name) || (Name.Length > 2 && Name[0] == '0' && Name[1] is 'x' or 'X' && KconfigNumber.IsHex(Name)));

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal void Add(MenuNode node) => _definitions.Add(node);

    internal void Add(DefaultProperty item) => _defaults.Add(item);

    internal void Add(RangeProperty item) => _ranges.Add(item);

    internal void Add(SelectProperty item)
    {
        (item.IsImply ? _implies : _selects).Add(item);
        (item.IsImply ? item.Target._impliedBy : item.Target._selectedBy).Add(item);
    }
}
