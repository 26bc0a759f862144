using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Checks the entries of a tree while it is arranged, each as soon as it is, as the C program does: types and memberships that follow later are not
/// yet known.
/// </summary>
internal sealed class OrderedChecks : IMenuLayoutObserver, IKnownEntries
{
    private readonly MessageLog _log;
    private readonly ClassicChoices? _choices;
    private readonly SymbolChecks _symbols;
    private readonly HashSet<MenuNode> _begun = [];
    private readonly Dictionary<Symbol, Choice> _members = [];

    public OrderedChecks(KconfigTree tree, MessageLog log, ClassicChoices? choices)
    {
        _log = log;
        _choices = choices;
        _symbols = new SymbolChecks(log, tree.Symbols.Count + tree.Choices.Count, known: this, isExact: true);
    }

    public SymbolType Type(Symbol symbol) => _choices?.TypedBy(symbol) is { } node && !_begun.Contains(node) ? SymbolType.Unknown : symbol.Type;

    public Choice? Choice(Symbol symbol) => _choices is null ? symbol.Choice : _members.TryGetValue(symbol, out Choice? choice) ? choice : null;

    public void Begin(MenuNode node)
    {
        if (node.Choice is not null)
        {
            _begun.Add(node);
        }
    }

    public void Place(MenuNode node, MenuNode entry, MenuLayout layout)
    {
        if (_choices is not null && node.Choice is { } choice && entry.Symbol is { } member && !_members.ContainsKey(member))
        {
            _members.Add(member, choice);
            CheckMember(choice, member, entry, layout);
        }
    }

    public void Complete(MenuNode node, MenuLayout layout)
    {
        if (node.Subject is { } symbol)
        {
            _symbols.Run(symbol, node);
        }
    }

    private void CheckMember(Choice choice, Symbol member, MenuNode entry, MenuLayout layout)
    {
        if (entry.Prompt is null)
        {
            _log.Report(KconfigDiagnostics.ChoiceMemberWithoutPrompt, entry.Location, member.Name);
        }

        ChoiceMemberChecks.CheckLines(
            choice, member, prompt => !prompt.IsMenuHeading && prompt.Node != entry && layout.ParentNow(prompt.Node)?.Choice != choice, _log);
    }
}
