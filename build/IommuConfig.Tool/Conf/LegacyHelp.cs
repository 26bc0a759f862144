using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>How the conf of Linux 4.11 shows where a symbol is defined.</summary>
internal static class LegacyHelp
{
    public static void AppendDefinition(HelpWriter writer, Symbol symbol)
    {
        foreach (MenuNode node in symbol.Definitions)
        {
            for (int i = 0; i < node.Lines.Count; i++)
            {
                if (node.Lines[i] is Prompt prompt)
                {
                    writer.Text.Append("Prompt: ").Append(prompt.Text).Append('\n');
                    writer.AppendLocation(node);
                }
            }
        }

        if (symbol.Definitions.Count > 0)
        {
            MenuNode first = symbol.Definitions[0];
            writer.Text.Append("  Defined at ").Append(first.Location.ToString()).Append('\n');
            writer.AppendCondition("  Depends on: ", writer.Forms.Dependency(first));
        }
    }
}
