namespace IommuConfig.Kconfig;

/// <summary>What can only be said of a symbol once all its definitions are known; each symbol is checked once, at its first node.</summary>
/// <param name="log">Gets the messages.</param>
/// <param name="count">How many symbols there are.</param>
/// <param name="known">What is known; null for everything.</param>
/// <param name="isExact">Whether the C program is replaced.</param>
internal sealed class SymbolChecks(MessageLog log, int count, IKnownEntries? known, bool isExact)
{
    private readonly bool[] _isDone = new bool[count];

    public void Run(Symbol symbol, MenuNode node)
    {
        if (_isDone[symbol.Index])
        {
            return;
        }

        _isDone[symbol.Index] = true;
        if (TypeOf(symbol) == SymbolType.Unknown)
        {
            log.Report(KconfigDiagnostics.SymbolWithoutType, node.Location, symbol.DisplayName);
        }

        if (node.Choice is not null && log.Dialect.Choices == ChoiceRules.Classic && node.Prompt is null)
        {
            log.Report(KconfigDiagnostics.ChoiceWithoutPrompt, node.Location);
        }

        ref GrowingList<MenuNode> nodes = ref symbol.Nodes;
        for (int i = 0; i < nodes.Count; i++)
        {
            CheckLines(symbol, ref nodes[i].Lines);
        }
    }

    private void CheckLines(Symbol symbol, ref GrowingList<KconfigProperty> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            switch (lines[i])
            {
                case DefaultProperty item:
                    CheckDefault(symbol, item);
                    break;
                case ChoiceDefault item:
                    CheckDefault(symbol, item);
                    break;
                case SelectProperty select:
                    CheckSelect(symbol, select);
                    break;
                case RangeProperty range:
                    CheckRange(symbol, range);
                    break;
            }
        }
    }

    private void CheckDefault(Symbol symbol, DefaultProperty item)
    {
        bool isSingle = item.Value is ConstantExpression or SymbolExpression;
        if (!isSingle && TypeOf(symbol) is SymbolType.Int or SymbolType.Hex or SymbolType.String)
        {
            log.Report(KconfigDiagnostics.DefaultNotSingle, item.Location, symbol.Name, SymbolTypes.Name(TypeOf(symbol)));
        }
        else if (isSingle && TypeOf(symbol) is SymbolType.Int or SymbolType.Hex && !IsNumber(item.Value, TypeOf(symbol)))
        {
            log.Report(KconfigDiagnostics.InvalidNumber, item.Location, item.Value, SymbolTypes.Name(TypeOf(symbol)), symbol.Name);
        }
    }

    private void CheckDefault(Symbol choice, ChoiceDefault item)
    {
        if (TypeOf(choice) is SymbolType.Int or SymbolType.Hex && !IsNumber(item.Member.Reference, TypeOf(choice)))
        {
            log.Report(KconfigDiagnostics.InvalidNumber, item.Location,
                item.Member, SymbolTypes.Name(TypeOf(choice)), choice.Name.Length == 0 ? "(null)" : choice.Name);
        }

        if ((known is null ? item.Member.Choice : known.Choice(item.Member)) != choice.OwnChoice)
        {
            log.Report(KconfigDiagnostics.ChoiceDefaultNotMember, item.Location, item.Member.Name);
        }
    }

    private void CheckSelect(Symbol symbol, SelectProperty select)
    {
        string keyword = select.IsImply ? "imply" : "select";
        if (!SymbolTypes.IsLogical(TypeOf(symbol)))
        {
            log.Report(KconfigDiagnostics.SelectBySymbolOfWrongType, select.Location, symbol.Name, SymbolTypes.Name(TypeOf(symbol)), keyword);
        }
        else if (TypeOf(select.Target) != SymbolType.Unknown && !SymbolTypes.IsLogical(TypeOf(select.Target)))
        {
            log.Report(KconfigDiagnostics.SelectOfSymbolOfWrongType, select.Location,
                select.Target.Name, SymbolTypes.Name(TypeOf(select.Target)), keyword);
        }
    }

    private void CheckRange(Symbol symbol, RangeProperty range)
    {
        if (TypeOf(symbol) is not (SymbolType.Int or SymbolType.Hex))
        {
            log.Report(KconfigDiagnostics.RangeOfWrongType, range.Location, symbol.Name, SymbolTypes.Name(TypeOf(symbol)));
            if (!isExact)
            {
                return;
            }
        }

        foreach (Expression bound in new[] { range.Low, range.High })
        {
            if (!IsNumber(bound, TypeOf(symbol)))
            {
                log.Report(KconfigDiagnostics.InvalidRange, range.Location,
                    bound, symbol.Name, TypeOf(symbol) == SymbolType.Int ? "an int" : "a hex");
                return;
            }
        }
    }

    /// <summary>A symbol of the type, or a text that is a number of the type. To the C program int and hex symbols are the same here.</summary>
    private bool IsNumber(Expression value, SymbolType type)
    {
        if (value is SymbolExpression { Symbol: { } symbol } && TypeOf(symbol) is not SymbolType.Unknown and var own)
        {
            return isExact ? own is SymbolType.Int or SymbolType.Hex : own == type;
        }

        if (isExact && value is ConstantExpression { Text: "y" or "m" or "n" })
        {
            return false;
        }

        string text = value is ConstantExpression constant ? constant.Text : value.ToString();
        return type switch
        {
            SymbolType.Int => KconfigNumber.IsInt(text),
            SymbolType.Hex => KconfigNumber.IsHex(text),
            SymbolType.String => true,
            SymbolType.Unknown => false,
            _ => text.Length > 0 && text[0] is 'y' or 'm' or 'n',
        };
    }

    private SymbolType TypeOf(Symbol symbol) => known is null ? symbol.Type : known.Type(symbol);
}
