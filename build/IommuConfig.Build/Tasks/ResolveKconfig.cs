using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

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

    /// <summary>The project files that are evaluated before the values are, and may name <c>$(CONFIG_...)</c>.</summary>
    public string[] EvaluatedFiles { get; set; } = [];

    /// <summary>The one that is evaluated after the values, Directory.Build.targets; or empty.</summary>
    public string EvaluatedLast { get; set; } = "";

    /// <summary>The files for the compiler, with KconfigRole and KconfigName.</summary>
    [Output]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The expressions of <see cref="ConditionalItems"/> that do not hold, in metadata KconfigDependsOn.</summary>
    [Output]
    public ITaskItem[] Excluded { get; set; } = [];

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
        IReadOnlyList<string> falseConditions = new ItemConditions(project, Error).FindFalse(ConditionalItems);
        IReadOnlyList<Symbol> switches = Kconfig.TrimSwitches.Resolve(project.Tree, TrimSwitches, (name, why) =>
        {
            // What a damaged tree lacks follows from its error, which the compiler reports.
            if (!project.Tree.HasErrors)
            {
                Error("KC2005", $"KconfigTrimSwitch '{name}' can be no switch: {why}");
            }
        });
        EvaluatedValues values = new(project, switches.Select(symbol => Switch(project, symbol)), falseConditions, InputsFile);
        string propsFile = Path.Combine(OutputDirectory, "kconfig.g.props");

        if (!project.Tree.HasErrors)
        {
            CheckProject(project.Tree, values, propsFile);
        }

        Write(InputsFile, project.Inputs.ToString());
        Write(propsFile, values.ToXml());
        if (StampFile.Length != 0)
        {
            Write(StampFile, values.Hash + "\n");
        }

        Excluded = [.. falseConditions.Select((condition, i) => new TaskItem($"{i}", new Dictionary<string, string> { ["KconfigDependsOn"] = condition }))];
        DefinedConstants = values.DefinedConstants;
        Files = [.. values.Files.Select(file => file.ToItem())];
        Switches = [.. values.Switches.Select(entry => new TaskItem(entry.Name, new Dictionary<string, string> { ["Value"] = entry.Value }))];
    }

    private void CheckProject(KconfigTree tree, EvaluatedValues values, string propsFile)
    {
        Dictionary<string, string> properties = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, string> property in values.Properties)
        {
            properties[property.Key] = property.Value;
        }

        List<ProjectXml> files =
        [
            .. EvaluatedFiles.SelectMany(file => ProjectXml.Read(file, isAfterValues: false, ProjectFile)),
            .. ProjectXml.Read(EvaluatedLast, isAfterValues: true, ProjectFile),
        ];
        List<PropertyUse> uses = [.. files.SelectMany(PropertyUse.In).Where(use => properties.ContainsKey(use.Name))];
        if (uses.Find(use => !use.IsKnownThere) is { } unknown)
        {
            Error("KC2017", $"$({unknown.Name}) is not known here: properties, imports and package references of a project are evaluated before its configuration. "
                + "Use it in conditions of items, in targets, or in Directory.Build.targets; or decide in the program by the constant.", unknown.File, unknown.Line);
        }
        else if (Evaluated != values.Hash && ProjectConditions.FindStale(uses, propsFile, Evaluated, properties).FirstOrDefault() is { } stale)
        {
            Error("KC2006", $"$({stale.Name}) was evaluated before the configuration was known. It is known now: build again (a script runs dotnet build -t:KconfigRefresh first, with the same -c, -r and -p). "
                + "An item with metadata KconfigDependsOn instead of a condition is right at once.", stale.File, stale.Line);
        }

        if (files.Find(file => file.Path == ProjectFile) is { } project)
        {
            ProjectMistakes mistakes = new(project, (code, message, line) => Warning(code, message, ProjectFile, line));
            mistakes.ReportFiles(ConditionalItems);
            if (!files.Exists(file => file.HasUnknownImports))
            {
                mistakes.ReportNames(tree, properties, name => IsProperty(name, files));
            }
        }
    }

    // The names of properties are the same in upper and lower case.
    private bool IsProperty(string name, IEnumerable<ProjectXml> files) =>
        Environment.GetEnvironmentVariable(name) is not null
        || ((IBuildEngine6)BuildEngine).GetGlobalProperties().Keys.Contains(name, StringComparer.OrdinalIgnoreCase)
        || files.SelectMany(file => file.Root.Descendants()).Any(element =>
            string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase)
            || string.Equals((string?)element.Attribute("PropertyName"), name, StringComparison.OrdinalIgnoreCase));

    private string InputsFile => Path.Combine(OutputDirectory, "kconfig.inputs");

    /// <summary>Whoever opens a project in an editor does not thereby run its commands: what the last build was told is told again.</summary>
    private protected override IShell CreateShell(KconfigVariables variables, BuildInputs inputs, Dictionary<string, string> failures)
    {
        if (!IsQuiet)
        {
            return base.CreateShell(variables, inputs, failures);
        }

        if (AtomicFile.Read(InputsFile) is { } before)
        {
            foreach (KeyValuePair<string, string> command in BuildInputs.Parse(Encoding.UTF8.GetString(before)).Commands)
            {
                inputs.Commands[command.Key] = command.Value;
            }
        }

        return new FrozenShell(inputs);
    }

    private (string Name, string Value) Switch(ProjectConfiguration project, Symbol symbol) => (
        Kconfig.TrimSwitches.NameOf(symbol.Name, Namespace, Class),
        project.Values.GetValue(symbol).Tristate == Tristate.N ? "false" : "true");
}
