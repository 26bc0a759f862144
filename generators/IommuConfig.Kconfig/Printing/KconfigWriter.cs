using System;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>
/// Writes a tree, or a part of it, as Kconfig that means the same: the files put together into one, macros replaced by what they gave, conditions
/// with only the parentheses they need. What is written can be read again in the dialect of the tree, and is then written the same. The
/// <c>ToString</c> methods of trees, entries, symbols, choices, lines and expressions write their part by the same rules.
/// </summary>
/// <remarks>
/// Blocks that are deeper than one file may nest them, which takes several files, are written but cannot be read. Two things cannot be written. A text with a line end, which only a macro that reads the environment can give, gets a blank instead. A symbol
/// whose name no word can spell, which only a macro can define, is written as it is, and cannot be read again.
/// </remarks>
/// <example><code>
/// KconfigTree tree = KconfigTree.Load("Kconfig", new PhysicalFiles("linux"), options);
/// File.WriteAllText("Kconfig.single", KconfigWriter.Write(tree));
/// </code></example>
public static class KconfigWriter
{
    /// <summary>Writes a whole tree.</summary>
    /// <param name="tree">The tree; what has errors is left out as it was when the tree was read.</param>
    /// <returns>The text of a root file.</returns>
    public static string Write(KconfigTree tree)
    {
        if (tree is null)
        {
            throw new ArgumentNullException(nameof(tree));
        }

        var output = new StringBuilder();
        if (tree.MainMenuText != KconfigTree.DefaultMainMenuText)
        {
            PrintedText.AppendQuoted(output.Append("mainmenu "), tree.MainMenuText);
            output.Append("\n\n");
        }

        new EntryPrinter(output).PrintParts(tree.Root, Expression.Yes);
        return Finish(output);
    }

    /// <summary>
    /// Writes an entry with everything that it contains, as it could stand alone: what the menus, choices and ifs around it demand is part of its own
    /// <c>depends on</c> and, for prompts, of their conditions.
    /// </summary>
    /// <param name="node">The entry.</param>
    public static string Write(MenuNode node)
    {
        var output = new StringBuilder();
        new EntryPrinter(output).PrintAlone(node ?? throw new ArgumentNullException(nameof(node)));
        return Finish(output);
    }

    /// <summary>Writes all definitions of a symbol, each as <see cref="Write(MenuNode)"/> does; a comment if nothing defines it.</summary>
    /// <param name="symbol">The symbol.</param>
    public static string Write(Symbol symbol)
    {
        if ((symbol ?? throw new ArgumentNullException(nameof(symbol))).Definitions.Count == 0)
        {
            return "# " + symbol.DisplayName + " is defined nowhere\n";
        }

        var output = new StringBuilder();
        foreach (MenuNode node in symbol.Definitions)
        {
            new EntryPrinter(output).PrintAlone(node);
        }

        return Finish(output);
    }

    /// <summary>Writes a choice with its members; a named choice of older dialects that is written in several places, each of them.</summary>
    /// <param name="choice">The choice.</param>
    public static string Write(Choice choice) => Write((choice ?? throw new ArgumentNullException(nameof(choice))).Symbol);

    /// <summary>Writes a prompt, default, select, imply or range as a line of an entry, with its own condition and without indentation and line end.</summary>
    /// <param name="property">The line.</param>
    public static string Write(KconfigProperty property)
    {
        var output = new StringBuilder();
        PropertyPrinter.Append(output, property ?? throw new ArgumentNullException(nameof(property)), Expression.Yes);
        return output.ToString();
    }

    /// <summary>Every entry ends with an empty line; the last needs none.</summary>
    private static string Finish(StringBuilder output)
    {
        if (output.Length > 1 && output[output.Length - 2] == '\n')
        {
            output.Length--;
        }

        return output.ToString();
    }
}
