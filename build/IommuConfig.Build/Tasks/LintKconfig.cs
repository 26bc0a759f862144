using System.Collections.Generic;

using IommuConfig.Kconfig;

namespace IommuConfig.Build;

/// <summary>Warns of what in a tree is probably not meant.</summary>
public sealed class LintKconfig : KconfigTask
{
    /// <inheritdoc/>
    protected override void Run()
    {
        ProjectConfiguration project = Load();
        if (!Report(project))
        {
            return;
        }

        KconfigTree tree = project.Tree;
        foreach (LintFinding finding in (List<LintFinding>)[.. UndefinedSymbols.Find(tree), .. DeadSymbols.Find(tree), .. CarelessSelects.Find(tree), .. ConstantRanges.Find(tree)])
        {
            Warning("KC2022", $"{finding.Check}: {finding.Message}", project.PathOf(finding.Location.Path), finding.Location.Line);
        }
    }
}
