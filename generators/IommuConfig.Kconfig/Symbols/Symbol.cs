using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>A symbol with everything that all its definitions say. A name that is only mentioned is a symbol too, but not defined.</summary>
public sealed class Symbol
{
    private GrowingList<MenuNode> _definitions;
    private KconfigProperty[]? _properties;
    private GrowingList<DefaultProperty> _defaults;
    private GrowingList<SelectProperty> _selects;
    private GrowingList<SelectProperty> _implies;
    private GrowingList<SelectProperty> _selectedBy;
    private GrowingList<SelectProperty> _impliedBy;
    private GrowingList<RangeProperty> _ranges;
    private Expression? _directDependency;
    private SymbolExpression? _reference;

    internal Symbol(string name) => Name = name;

    /// <summary>The name without "CONFIG_". Empty for the symbol that stands for a choice without a name.</summary>
    public string Name { get; }

    /// <summary>Position in <see cref="KconfigTree.Symbols"/>, or behind its end for names that are not defined. Dense: values live in arrays.</summary>
    public int Index { get; internal set; }

    /// <summary>Whether a config or menuconfig defines it.</summary>
    public bool IsDefined => _definitions.Count > 0 && OwnChoice is null;

    /// <summary>The type; the first definition that gives one counts.</summary>
    public SymbolType Type { get; internal set; }

    /// <summary>Its nodes in the menu tree, in order.</summary>
    public IReadOnlyList<MenuNode> Definitions => _definitions.AsReadOnly();

    /// <summary>Prompts, defaults, selects, implies and ranges of all its definitions, in the order of their lines.</summary>
    public IReadOnlyList<KconfigProperty> Properties => _definitions.Count == 1 ? _definitions[0].Lines.AsReadOnly() : _properties ??= CollectLines();

    /// <summary>Its defaults, in order; the first that applies counts.</summary>
    public IReadOnlyList<DefaultProperty> Defaults => _defaults.AsReadOnly();

    /// <summary>What it selects.</summary>
    public IReadOnlyList<SelectProperty> Selects => _selects.AsReadOnly();

    /// <summary>What it implies.</summary>
    public IReadOnlyList<SelectProperty> Implies => _implies.AsReadOnly();

    /// <summary>The selects that name it.</summary>
    public IReadOnlyList<SelectProperty> SelectedBy => _selectedBy.AsReadOnly();

    /// <summary>The implies that name it.</summary>
    public IReadOnlyList<SelectProperty> ImpliedBy => _impliedBy.AsReadOnly();

    /// <summary>Its ranges, in order; the first that applies counts.</summary>
    public IReadOnlyList<RangeProperty> Ranges => _ranges.AsReadOnly();

    /// <summary>The choice it is a member of.</summary>
    public Choice? Choice { get; internal set; }

    /// <summary>Whether it is the symbol marked <c>modules</c>.</summary>
    public bool IsModules { get; internal set; }

    /// <summary>Whether it is marked <c>transitional</c>: settable in a .config, in no output.</summary>
    public bool IsTransitional { get; internal set; }

    /// <summary>The dependencies of those of its definitions that have any, ORed; y if none has. It limits an imply, and a select may not exceed it.</summary>
    public Expression DirectDependency => _directDependency ??= CollectDependencies();

    /// <summary>The first prompt, or null if nobody can set it.</summary>
    public Prompt? FirstPrompt
    {
        get
        {
            for (int i = 0; i < _definitions.Count; i++)
            {
                if (_definitions[i].Prompt is { } prompt)
                {
                    return prompt;
                }
            }

            return null;
        }
    }

    /// <summary>Whether the name is only a number, which no Kconfig file defines: a constant written without quotes.</summary>
    public bool IsNumber => !IsDefined
        && (KconfigNumber.IsInt(Name) || (Name.Length > 2 && Name[0] == '0' && Name[1] is 'x' or 'X' && KconfigNumber.IsHex(Name)));

    /// <summary>The choice that it stands for, if it is no symbol of its own.</summary>
    internal Choice? OwnChoice { get; init; }

    /// <summary>What the C program's <c>option</c> lines say about it (legacy trees).</summary>
    internal SymbolOptions? Options { get; set; }

    /// <summary>The line that gave it its type.</summary>
    internal SourceLocation TypedAt { get; set; }

    /// <summary>Itself as an expression.</summary>
    internal SymbolExpression Reference => _reference ??= new SymbolExpression(this);

    internal ref GrowingList<MenuNode> Nodes => ref _definitions;

    internal ref GrowingList<DefaultProperty> DefaultLines => ref _defaults;

    internal ref GrowingList<RangeProperty> RangeLines => ref _ranges;

    internal ref GrowingList<SelectProperty> Selectors => ref _selectedBy;

    internal ref GrowingList<SelectProperty> Impliers => ref _impliedBy;

    /// <summary>The name.</summary>
    public override string ToString() => OwnChoice is not null && Name.Length == 0 ? "<choice>" : Name;

    internal void Add(MenuNode node) => _definitions.Add(node);

    internal void Add(MenuNode node, DefaultProperty item)
    {
        node.Lines.Add(item);
        _defaults.Add(item);
    }

    internal void Add(MenuNode node, RangeProperty item)
    {
        node.Lines.Add(item);
        _ranges.Add(item);
    }

    internal void Add(MenuNode node, SelectProperty item)
    {
        node.Lines.Add(item);
        if (item.IsImply)
        {
            _implies.Add(item);
        }
        else
        {
            _selects.Add(item);
        }
    }

    private KconfigProperty[] CollectLines()
    {
        var lines = new List<KconfigProperty>();
        for (int i = 0; i < _definitions.Count; i++)
        {
            lines.AddRange(_definitions[i].Lines.AsReadOnly());
        }

        return lines.ToArray();
    }

    /// <summary>As in the C program, a definition without any dependency adds nothing here; only one that depends on y makes the whole y.</summary>
    private Expression CollectDependencies()
    {
        var dependencies = new List<Expression>();
        for (int i = 0; i < _definitions.Count; i++)
        {
            if (_definitions[i].Scope is { } scope)
            {
                dependencies.Add(scope.Expression);
            }
        }

        return Expression.Or(dependencies.ToArray());
    }
}
