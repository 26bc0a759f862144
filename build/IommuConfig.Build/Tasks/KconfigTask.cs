using System;
using System.Collections.Generic;
using System.IO;

using IommuConfig.Kconfig;

using Microsoft.Build.Framework;

using MSBuildTask = Microsoft.Build.Utilities.Task;

namespace IommuConfig.Build;

/// <summary>What every task is told of the project's configuration.</summary>
public abstract class KconfigTask : MSBuildTask
{
    /// <summary>The full path of the root of the tree.</summary>
    [Required]
    public string Root { get; set; } = "";

    /// <summary>The full path of the configuration, or empty: every symbol has its default.</summary>
    public string Config { get; set; } = "";

    /// <summary>The name of the tree's dialect, or empty for the default.</summary>
    public string Dialect { get; set; } = "";

    /// <summary>The items KconfigVariable.</summary>
    public ITaskItem[] Variables { get; set; } = [];

    /// <summary>Whether <c>$(shell,...)</c> may run commands.</summary>
    public bool AllowsShell { get; set; }

    /// <summary>The project file, for messages that have no better place.</summary>
    public string ProjectFile { get; set; } = "";

    /// <summary>Whether nothing is to be reported: while an editor loads the project, or packages are restored.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>Whether this is done again in the same build, which then says what there is to warn of.</summary>
    public bool IsRepeated { get; set; }

    /// <inheritdoc/>
    public sealed override bool Execute()
    {
        try
        {
            Run();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Error("KC2008", $"{e.Message} Solve that and build again.");
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Does what the task is for.</summary>
    protected abstract void Run();

    /// <summary>Reads the tree and the configuration.</summary>
    private protected ProjectConfiguration Load()
    {
        KconfigVariables variables = KconfigVariables.Read(Variables, problem => Error("KC2009", problem));
        ProjectConfiguration project = ProjectConfiguration.Load(Root, Config, Kconfig.Dialect.Find(Dialect) ?? Kconfig.Dialect.Linux, variables,
            AllowsShell ? (inputs, failures) => CreateShell(variables, inputs, failures) : null);
        foreach ((ShellProbe command, string why) in project.Failures)
        {
            Warning("KC2019", $"The command '{command.Command}' of $(shell,...) failed ({why}) and stands for '{command.Result}': correct it, or end it with '2>/dev/null || true'.",
                project.PathOf(command.Place.Path), command.Place.Line);
        }

        return project;
    }

    /// <summary>What runs the commands of <c>$(shell,...)</c> where they may run.</summary>
    private protected virtual IShell CreateShell(KconfigVariables variables, BuildInputs inputs, Dictionary<string, string> failures) =>
        new BuildShell(Path.GetDirectoryName(Root)!, variables, inputs, failures, problem => Error("KC2007", problem), text => Log.LogMessage(MessageImportance.High, "{0}", text));

    /// <summary>Reports an error at the project.</summary>
    protected void Error(string code, string message) => Error(code, message, ProjectFile, 0);

    /// <summary>Reports an error at a line of a file.</summary>
    protected void Error(string code, string message, string file, int line)
    {
        if (!IsQuiet)
        {
            Log.LogError(null, code, null, HelpLinks.Of(code), file, line, 0, 0, 0, "{0}", message);
        }
    }

    /// <summary>Reports a warning at a line of a file.</summary>
    protected void Warning(string code, string message, string file, int line)
    {
        if (!IsQuiet && !IsRepeated)
        {
            Log.LogWarning(null, code, null, HelpLinks.Of(code), file, line, 0, 0, 0, "{0}", message);
        }
    }

    /// <summary>Writes a file if its content changes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The content.</param>
    /// <param name="backup">The name that the old file gets, if it shall be kept.</param>
    /// <returns>Whether it was written.</returns>
    protected bool Write(string path, string text, string? backup = null)
    {
        Utf8Writer content = new();
        content.Append(text);
        if (AtomicFile.Read(path) is { } old && content.ContentEquals(old))
        {
            return false;
        }

        // Builds of several target frameworks or configurations may write the same file at the same time.
        if (AtomicFile.Write(path, content, temporarySuffix: "." + Guid.NewGuid().ToString("N") + ".tmp", backup) is { } error)
        {
            Error("KC2008", error.Message);
            return false;
        }

        return true;
    }

    /// <summary>Reports what is wrong with the tree and the configuration, where no compiler follows that does.</summary>
    /// <returns>Whether there is no error.</returns>
    private protected bool Report(ProjectConfiguration project)
    {
        if (Dialect.Length != 0 && Kconfig.Dialect.Find(Dialect) is null)
        {
            Error("KC1027", $"There is no Kconfig dialect '{Dialect}': set KconfigDialect to one of {string.Join(", ", Kconfig.Dialect.All)}");
            return false;
        }

        foreach (KconfigDiagnostic diagnostic in project.Diagnostics)
        {
            string file = project.PathOf(diagnostic.Path);
            (int line, int column) = (diagnostic.Start.Line + 1, diagnostic.Start.Column + 1);
            (int endLine, int endColumn) = (diagnostic.End.Line + 1, diagnostic.End.Column + 1);
            if (diagnostic.Severity == KconfigSeverity.Error)
            {
                Log.LogError(null, diagnostic.Id, null, HelpLinks.Of(diagnostic.Id), file, line, column, endLine, endColumn, "{0}", diagnostic.Message);
            }
            else
            {
                Log.LogWarning(null, diagnostic.Id, null, HelpLinks.Of(diagnostic.Id), file, line, column, endLine, endColumn, "{0}", diagnostic.Message);
            }
        }

        return !Log.HasLoggedErrors;
    }
}
