using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig.Kconfig;

using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace IommuConfig.Build;

/// <summary>
/// Finds out what the configuration makes of the project: the files that the compiler reads, the items that stay, constants and switches. Writes it down
/// for the next evaluation of the project. What is wrong with the tree or the configuration is left to the compiler, which says it once, at its place.
/// </summary>
public sealed class ResolveKconfig : KconfigTask
{
    /// <summary>The items with metadata KconfigDependsOn; KconfigItemType says which items they are.</summary>
    public ITaskItem[] ConditionalItems { get; set; } = [];

    /// <summary>The items KconfigTrimSwitch.</summary>
    public string[] TrimSwitches { get; set; } = [];

    /// <summary>The namespace of the class of constants.</summary>
    public string Namespace { get; set; } = "";

    /// <summary>The class of constants.</summary>
    public string Class { get; set; } = "";

    /// <summary>The folder for what the next evaluation and the compiler read.</summary>
    [Required]
    public string OutputDirectory { get; set; } = "";

    /// <summary>A file that is written whenever anything differs from the last build, and so makes the compiler and the trimmer run again; or empty.</summary>
    public string StampFile { get; set; } = "";

    /// <summary>What the evaluation of the project knew: KconfigEvaluated of the properties that were written last.</summary>
    public string Evaluated { get; set; } = "";

    /// <summary>The project files whose conditions may name <c>$(CONFIG_...)</c>.</summary>
    public string[] EvaluatedFiles { get; set; } = [];

    /// <summary>The files for the compiler, with KconfigRole and KconfigName.</summary>
    [Output]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Those of <see cref="ConditionalItems"/> that stay.</summary>
    [Output]
    public ITaskItem[] IncludedItems { get; set; } = [];

    /// <summary>The preprocessor symbols.</summary>
    [Output]
    public string DefinedConstants { get; set; } = "";

    /// <summary>The feature switches, with Value.</summary>
    [Output]
    public ITaskItem[] Switches { get; set; } = [];

    /// <inheritdoc/>
    protected override void Run()
    {
        ProjectConfiguration project = Load();
        ItemConditions conditions = new(project, Error);
        List<ITaskItem> included = [.. ConditionalItems.Where(conditions.Holds)];
        IReadOnlyList<Symbol> switches = Kconfig.TrimSwitches.Resolve(
            project.Tree, TrimSwitches, (name, why) => Error("KC2005", $"KconfigTrimSwitch '{name}' can be no switch: {why}"));
        string inputsFile = Path.Combine(OutputDirectory, "kconfig.inputs");
        EvaluatedValues values = new(project, switches.Select(symbol => Switch(project, symbol)), conditions.False, inputsFile);
        string propsFile = Path.Combine(OutputDirectory, "kconfig.g.props");

        if (Evaluated != values.Hash && !project.Tree.HasErrors
            && EvaluationCheck.FindStale(EvaluatedFiles, propsFile, Evaluated, values.Properties) is { } stale)
        {
            Error("KC2006", $"'{stale.File}' uses $({stale.Property}), which was evaluated before the configuration was known. It is known now: build again (a script runs dotnet build -t:KconfigRefresh first). "
                + "An item with metadata KconfigDependsOn instead of a condition is right at once.");
        }

        Write(inputsFile, project.Inputs.ToString());
        Write(propsFile, values.ToXml());
        if (StampFile.Length != 0)
        {
            Write(StampFile, values.Hash + "\n");
        }

        IncludedItems = [.. included];
        DefinedConstants = values.DefinedConstants;
        Files = [.. values.Files.Select(file => file.ToItem())];
        Switches = [.. values.Switches.Select(entry => new TaskItem(entry.Name, new Dictionary<string, string> { ["Value"] = entry.Value }))];
    }

    private (string Name, string Value) Switch(ProjectConfiguration project, Symbol symbol) => (
        Kconfig.TrimSwitches.NameOf(symbol.Name, Namespace, Class),
        project.Values.GetValue(symbol).Tristate == Tristate.N ? "false" : "true");
}
