using System;
using System.Collections.Generic;
using System.IO;

using Microsoft.Build.Framework;

namespace IommuConfig.Build;

/// <summary>What <c>$(NAME)</c> is in the tree: the items KconfigVariable.</summary>
internal sealed class KconfigVariables
{
    private KconfigVariables()
    {
    }

    /// <summary>The values by name. A folder's is its own name, so that nothing in the tree depends on where the folder is.</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The full paths of the folders by name.</summary>
    public Dictionary<string, string> Folders { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the items.</summary>
    /// <param name="items">The items, each with metadata Value or Folder. Of two with the same name, the later counts.</param>
    /// <param name="report">Receives what is wrong with one.</param>
    public static KconfigVariables Read(IEnumerable<ITaskItem> items, Action<string> report)
    {
        KconfigVariables variables = new();
        foreach (ITaskItem item in items)
        {
            string name = item.ItemSpec;
            string folder = item.GetMetadata("Folder");
            variables.Folders.Remove(name);
            if (folder.Length == 0)
            {
                variables.Values[name] = item.GetMetadata("Value");
                continue;
            }

            if (!Directory.Exists(folder))
            {
                report($"The folder '{folder}' of KconfigVariable '{name}' does not exist: correct Folder, an absolute path or one relative to the project.");
            }

            variables.Values[name] = name;
            variables.Folders[name] = Path.GetFullPath(folder);
        }

        return variables;
    }
}
