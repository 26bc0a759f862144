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

        foreach (LintFinding finding in TreeLint.Find(project.Tree))
        {
            Warning("KC2022", $"{finding.Check}: {finding.Message}", project.PathOf(finding.Location.Path), finding.Location.Line);
        }
    }
}
