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

        IReadOnlyList<LintFinding> findings = TreeLint.Find(project.Tree);
        foreach (LintFinding finding in findings)
        {
            Warning("KC2022", $"{finding.Check}: {finding.Message}", project.PathOf(finding.Location.Path), finding.Location.Line);
        }

        if (findings.Count == 0)
        {
            Log.Print($"{Root}: nothing that is probably not meant");
        }
    }
}
