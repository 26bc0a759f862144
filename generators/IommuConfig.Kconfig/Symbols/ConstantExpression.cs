using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>A constant: y, m, n or a quoted text.</summary>
public sealed class ConstantExpression : Expression
{
    internal ConstantExpression(string text, bool isQuoted)
    {
        Text = text;
        IsQuoted = isQuoted;
    }

    /// <summary>The text without quotes.</summary>
    public string Text { get; }

    /// <summary>Whether it was written in quotes.</summary>
    public bool IsQuoted { get; }

    /// <summary>Its value as a truth: only "y" and "m" are not n.</summary>
    public Tristate Tristate => Text switch { "y" => Tristate.Y, "m" => Tristate.M, _ => Tristate.N };

    internal override void AppendTo(StringBuilder text)
    {
        if (IsQuoted)
        {
            PrintedText.AppendQuoted(text, Text);
        }
        else
        {
            text.Append(Text);
        }
    }

    internal override void Collect(SymbolCollector symbols)
    {
    }
}

/// <summary>The literal m in a condition. It is m only while the symbol marked <c>modules</c> is y, else n (docs/kconfig-semantics.md).</summary>
public sealed class ModuleConditionExpression : Expression
{
    internal ModuleConditionExpression(ModulesReference modules) => Modules = modules;

    /// <summary>The symbol marked <c>modules</c>.</summary>
    internal ModulesReference Modules { get; }

    internal override void AppendTo(StringBuilder text) => text.Append('m');

    internal override void Collect(SymbolCollector symbols)
    {
        if (Modules.Symbol is { } symbol)
        {
            symbols.Add(symbol);
        }
    }
}

/// <summary>The symbol marked <c>modules</c>, which may be found only after expressions that depend on it were made.</summary>
internal sealed class ModulesReference
{
    public Symbol? Symbol { get; set; }
}
