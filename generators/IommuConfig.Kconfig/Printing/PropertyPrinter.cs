using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Writes the lines of entries.</summary>
internal static class PropertyPrinter
{
    /// <summary>Appends a line without its indentation and its end.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="property">The line.</param>
    /// <param name="visibility">What hides a prompt besides its own condition; y for nothing.</param>
    public static void Append(StringBuilder output, KconfigProperty property, Expression visibility)
    {
        switch (property)
        {
            case Prompt prompt:
                PrintedText.AppendQuoted(output.Append("prompt "), prompt.Text);
                AppendIf(output, Expression.And(visibility, prompt.If));
                return;
            case DefaultProperty item:
                item.Value.AppendTo(output.Append("default "));
                break;
            case ChoiceDefault item:
                output.Append("default ").Append(item.Member.Name);
                break;
            case SelectProperty select:
                output.Append(select.IsImply ? "imply " : "select ").Append(select.Target.Name);
                break;
            case RangeProperty range:
                range.Low.AppendTo(output.Append("range "));
                range.High.AppendTo(output.Append(' '));
                break;
        }

        AppendIf(output, property.If);
    }

    /// <summary>Whether a line can be written: a name that only a macro can spell, and that nothing defines, has no effect here.</summary>
    public static bool IsPrintable(KconfigProperty property) => property switch
    {
        ChoiceDefault item => item.Member.IsDefined || PrintedText.IsWord(item.Member.Name),
        SelectProperty select => select.Target.IsDefined || PrintedText.IsWord(select.Target.Name),
        _ => true,
    };

    /// <summary>Appends a condition behind a line, if there is one.</summary>
    public static void AppendIf(StringBuilder output, Expression condition)
    {
        if (!ReferenceEquals(condition, Expression.Yes))
        {
            condition.AppendTo(output.Append(" if "));
        }
    }
}
