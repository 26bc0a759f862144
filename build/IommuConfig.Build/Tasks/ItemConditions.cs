using System;
using System.Collections.Generic;
using System.Linq;

using IommuConfig.Kconfig;

using Microsoft.Build.Framework;

namespace IommuConfig.Build;

/// <summary>Whether items are part of the project: their metadata KconfigDependsOn, an expression of the Kconfig language.</summary>
/// <param name="project">The tree and the values.</param>
/// <param name="report">Receives the code and the text of a message.</param>
internal sealed class ItemConditions(ProjectConfiguration project, Action<string, string> report)
{
    /// <summary>The expressions that do not hold, in ordinal order. A wrong one is reported once, and holds.</summary>
    public IReadOnlyList<string> FindFalse(IEnumerable<ITaskItem> items) =>
    [
        .. items.GroupBy(item => item.GetMetadata("KconfigDependsOn"), StringComparer.Ordinal)
            .Where(group => !Evaluate(group.Key, group.First()))
            .Select(group => group.Key)
            .OrderBy(text => text, StringComparer.Ordinal),
    ];

    private bool Evaluate(string text, ITaskItem item)
    {
        Expression? expression = Expression.Parse(text, project.Tree, out IReadOnlyList<KconfigDiagnostic> diagnostics);
        string? problem = expression is null ? diagnostics.Count == 0 ? "it is empty" : diagnostics[0].Message
            : !project.Tree.HasErrors && expression.Symbols.FirstOrDefault(symbol => !symbol.IsDefined) is { } unknown
                ? $"no Kconfig file defines '{unknown.Name}'{project.Tree.Hint(unknown.Name)}"
                : null;
        if (problem is not null)
        {
            report("KC2004", $"KconfigDependsOn '{text}' of {item.GetMetadata("KconfigItemType")} '{item.ItemSpec}' cannot be evaluated: {problem}");
            return true;
        }

        return project.Values.Evaluate(expression!) != Tristate.N;
    }
}
