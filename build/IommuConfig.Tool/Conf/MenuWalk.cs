using System.Collections.Generic;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>The menu tree as the C program walks it.</summary>
internal static class MenuWalk
{
    /// <summary>All entries but the root, depth first.</summary>
    public static IEnumerable<MenuNode> Entries(KconfigTree tree)
    {
        var waiting = new Stack<MenuNode>();
        waiting.Push(tree.Root);
        while (waiting.TryPop(out MenuNode? node))
        {
            if (node != tree.Root)
            {
                yield return node;
            }

            for (int i = node.Children.Count - 1; i >= 0; i--)
            {
                waiting.Push(node.Children[i]);
            }
        }
    }

    /// <summary>The menu or menuconfig that shows an entry: itself, if it is one.</summary>
    public static MenuNode MenuOf(KconfigTree tree, MenuNode node)
    {
        while (tree.Layout.Parent(node) is { } parent && !IsMenu(node))
        {
            node = parent;
        }

        return node;
    }

    /// <summary>Whether the entry opens a menu of its own.</summary>
    public static bool IsMenu(MenuNode node) =>
        node.Kind is MenuNodeKind.Root or MenuNodeKind.Menu || (node.Kind == MenuNodeKind.MenuConfig && node.Prompt is not null);

    /// <summary>What an entry shows: its prompt, or else its name.</summary>
    public static string Text(KconfigTree tree, MenuNode node) =>
        node.Kind == MenuNodeKind.Root ? tree.MainMenuText : node.Prompt?.Text ?? node.Symbol?.Name ?? "";
}
