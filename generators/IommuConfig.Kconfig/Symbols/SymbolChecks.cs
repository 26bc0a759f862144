using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>What can only be said of a symbol once all its definitions are known; each symbol is checked once, at its first node.</summary>
internal sealed class SymbolChecks(MessageLog log, int count)
{
    private readonly bool[] _isDone = new bool[count];

    public void Run(Symbol symbol, MenuNode node)
    {
        if (_isDone[symbol.Index])
        {
            return;
        }

        _isDone[symbol.Index] = true;
        if (symbol.Type == SymbolType.Unknown)
        {
            log.Report(KconfigDiagnostics.SymbolWithoutType, node.Location, symbol);
        }

        if (node.Choice is { } choice && log.Dialect.Choices == ChoiceRules.Classic && node.Prompt is null)
        {
            log.Report(KconfigDiagnostics.ChoiceWithoutPrompt, choice.Location);
        }

        IReadOnlyList<KconfigProperty> lines = symbol.Properties;
        for (int i = 0; i < lines.Count; i++)
        {
            switch (lines[i])
            {
                case DefaultProperty item:
                    CheckDefault(symbol, item);
                    break;
                case ChoiceDefault item when item.Member.Choice != symbol.OwnChoice:
                    log.Report(KconfigDiagnostics.ChoiceDefaultNotMember, item.Location, item.Member.Name);
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
        if (!isSingle && symbol.Type is SymbolType.Int or SymbolType.Hex or SymbolType.String)
        {
            log.Report(KconfigDiagnostics.DefaultNotSingle, item.Location, symbol.Name, SymbolTypes.Name(symbol.Type));
        }
        else if (isSingle && symbol.Type is SymbolType.Int or SymbolType.Hex && !IsNumber(item.Value, symbol.Type))
        {
            log.Report(KconfigDiagnostics.InvalidNumber, item.Location, item.Value, SymbolTypes.Name(symbol.Type), symbol.Name);
        }
    }

    private void CheckSelect(Symbol symbol, SelectProperty select)
    {
        string keyword = select.IsImply ? "imply" : "select";
        if (!SymbolTypes.IsLogical(symbol.Type))
        {
            log.Report(KconfigDiagnostics.SelectBySymbolOfWrongType, select.Location, symbol.Name, SymbolTypes.Name(symbol.Type), keyword);
        }
        else if (select.Target.Type != SymbolType.Unknown && !SymbolTypes.IsLogical(select.Target.Type))
        {
            log.Report(KconfigDiagnostics.SelectOfSymbolOfWrongType, select.Location,
                select.Target.Name, SymbolTypes.Name(select.Target.Type), keyword);
        }
    }

    private void CheckRange(Symbol symbol, RangeProperty range)
    {
        if (symbol.Type is not (SymbolType.Int or SymbolType.Hex))
        {
            log.Report(KconfigDiagnostics.RangeOfWrongType, range.Location, symbol.Name, SymbolTypes.Name(symbol.Type));
        }

        foreach (Expression bound in new[] { range.Low, range.High })
        {
            if (!IsNumber(bound, symbol.Type))
            {
                log.Report(KconfigDiagnostics.InvalidRange, range.Location,
                    bound, symbol.Name, symbol.Type == SymbolType.Int ? "an int" : "a hex");
                return;
            }
        }
    }

    /// <summary>As in the C program: an int or hex symbol, or a text that is a number of the type.</summary>
    private static bool IsNumber(Expression value, SymbolType type)
    {
        if (value is SymbolExpression { Symbol: { Type: not SymbolType.Unknown } symbol })
        {
            return symbol.Type is SymbolType.Int or SymbolType.Hex;
        }

        string text = value is ConstantExpression constant ? constant.Text : value.ToString();
        return type switch { SymbolType.Int => KconfigNumber.IsInt(text), SymbolType.Hex => KconfigNumber.IsHex(text), SymbolType.String => true,
            SymbolType.Unknown => false, _ => text.Length > 0 && text[0] is 'y' or 'm' or 'n' };
    }
}
