using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Says which of the user's values have become others, if KCONFIG_WARN_CHANGED_INPUT asks for it.</summary>
internal static class ChangedInput
{
    public static void Report(ConfigurationFiles files)
    {
        if (!files.Rules.ReportsChangedInput || !files.IsSet("KCONFIG_WARN_CHANGED_INPUT"))
        {
            return;
        }

        var text = new StringBuilder();
        AppendChildren(files, files.Tree.Root, [], text);
        if (text.Length > 0)
        {
            files.Say("warning: user-provided values changed by Kconfig:\n" + text);
        }
    }

    /// <summary>The tree is no deeper than the builder allows.</summary>
    private static void AppendChildren(ConfigurationFiles files, MenuNode parent, HashSet<Symbol> done, StringBuilder text)
    {
        Configuration configuration = files.Configuration;
        foreach (MenuNode node in parent.Children)
        {
            if (node.Kind is MenuNodeKind.Config or MenuNodeKind.MenuConfig && done.Add(node.Symbol!)
                && configuration.GetRememberedValue(node.Symbol!) is { } user && ConfigFileReader.IsOverruled(configuration, node.Symbol!, user))
            {
                text.Append("  ").Append(files.Prefix).Append(node.Symbol!.Name).Append(": ")
                    .Append(SymbolTypes.IsLogical(node.Symbol.Type) ? TristateNames.Name(user.Tristate) : user.Text)
                    .Append(" -> ").Append(configuration.GetText(node.Symbol)).Append('\n');
            }

            AppendChildren(files, node, done, text);
        }
    }
}
