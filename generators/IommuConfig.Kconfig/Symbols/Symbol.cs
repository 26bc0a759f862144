using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>A symbol with everything that all its definitions say. A name that is only mentioned is a symbol too, but not defined.</summary>
/// <remarks>
/// A symbol is what a user sets, or what others derive: <c>config NAME</c> in a tree, <c>CONFIG_NAME</c> in a .config. Several definitions add up. How
/// it gets its value (<see cref="Configuration.GetValue"/>), most of all by:
/// <list type="number">
/// <item>the user, while a prompt is visible, at most as the prompt's visibility allows;</item>
/// <item>else the first of <see cref="Defaults"/> whose condition is not n, and what <see cref="ImpliedBy"/> suggests;</item>
/// <item>in both cases raised to what <see cref="SelectedBy"/> demands, or bounded by the first of <see cref="Ranges"/> that applies.</item>
/// </list>
/// A member of a <see cref="Choice"/> gets it from the choice. A symbol belongs to one tree, and two symbols are equal only if they are one.
/// </remarks>
/// <example>For <c>config E1000</c>, <c>tristate "Card"</c>, <c>depends on PCI</c>, <c>select CRC32</c>:
/// <code>
/// symbol.Type                        // SymbolType.Tristate
/// symbol.FirstPrompt!.Text           // Card
/// symbol.DirectDependency.ToString() // PCI
/// symbol.Selects[0].Target.Name      // CRC32
/// </code>
/// </example>
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

    /// <summary>
    /// Position in <see cref="KconfigTree.Symbols"/>, or behind its end for names that are not defined; those that only an expression from outside of the
    /// tree mentions share one. Dense: values live in arrays.
    /// </summary>
    public int Index { get; internal set; }

    /// <summary>
    /// Whether a config or menuconfig defines it. A name that nothing defines has no type, is n as a condition, and as a text is its own name: so
    /// numbers and words need no quotes.
    /// </summary>
    public bool IsDefined => _definitions.Count > 0 && OwnChoice is null;

    /// <summary>The type; the first definition that gives one counts.</summary>
    public SymbolType Type { get; internal set; }

    /// <summary>Its nodes in the menu tree, in order.</summary>
    public IReadOnlyList<MenuNode> Definitions => _definitions.AsReadOnly();

    /// <summary>Prompts, defaults, selects, implies and ranges of all its definitions, in the order of their lines.</summary>
    public IReadOnlyList<KconfigProperty> Properties => _definitions.Count == 1 ? _definitions[0].Lines.AsReadOnly() : _properties ??= CollectLines();

    /// <summary>Its defaults, in order of all definitions; the first whose condition is not n counts, even where it gives n.</summary>
    public IReadOnlyList<DefaultProperty> Defaults => _defaults.AsReadOnly();

    /// <summary>What it selects: these are raised to its own value at least, whatever they depend on.</summary>
    public IReadOnlyList<SelectProperty> Selects => _selects.AsReadOnly();

    /// <summary>What it implies: these get its own value at least by default, as far as their dependencies and the user allow.</summary>
    public IReadOnlyList<SelectProperty> Implies => _implies.AsReadOnly();

    /// <summary>The selects that name it: together its <i>reverse dependency</i>, below which it cannot be.</summary>
    public IReadOnlyList<SelectProperty> SelectedBy => _selectedBy.AsReadOnly();

    /// <summary>The implies that name it.</summary>
    public IReadOnlyList<SelectProperty> ImpliedBy => _impliedBy.AsReadOnly();

    /// <summary>Its ranges, in order; the first whose condition is not n counts. Only an int or hex obeys them.</summary>
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

    /// <summary>The name in messages.</summary>
    internal string DisplayName => OwnChoice is not null && Name.Length == 0 ? "<choice>" : Name;

    /// <summary>Whether an entry gives it its type: that of a choice may follow from its members.</summary>
    internal bool HasWrittenType { get; set; }

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

    /// <summary>Its definitions as Kconfig (<see cref="KconfigWriter.Write(Symbol)"/>). Use <see cref="Name"/> for the name.</summary>
    public override string ToString() => KconfigWriter.Write(this);

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
