using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig.Kconfig;

using Microsoft.Build.Framework;

using MSBuildTask = Microsoft.Build.Utilities.Task;

namespace IommuConfig.Build;

/// <summary>Says that a configuration does not exist, and which do.</summary>
public sealed class MissingConfiguration : MSBuildTask
{
    private const int MaxNames = 8;

    /// <summary>The full path of the configuration.</summary>
    [Required]
    public string Config { get; set; } = "";

    /// <summary>The full path of the project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    private string Folder => Path.GetDirectoryName(ProjectFile)!;

    /// <inheritdoc/>
    public override bool Execute()
    {
        Log.LogError(null, "KC2001", null, HelpLinks.Of("KC2001"), ProjectFile, 0, 0, 0, 0,
            "{0}", $"The configuration '{Config}' does not exist{Hint()} Correct KconfigConfig (relative paths resolve against '{Folder}'), "
                + "or remove it to build with the defaults of the Kconfig tree.");
        return false;
    }

    private string Hint()
    {
        string[] files =
        [
            .. new[] { Path.GetDirectoryName(Config)!, Path.Combine(Folder, "configs"), Folder }
                .Distinct(StringComparer.Ordinal)
                .SelectMany(Find),
        ];
        if (DidYouMean.Closest(Path.GetFileName(Config), files.Select(file => Path.GetFileName(file))) is { } name)
        {
            return $"; did you mean '{Shorten(Array.Find(files, file => Path.GetFileName(file) == name)!)}'?";
        }

        string more = files.Length > MaxNames ? $" and {files.Length - MaxNames} more" : "";
        return files.Length == 0 ? "." : $". There are {string.Join(", ", files.Take(MaxNames).Select(Shorten))}{more}.";
    }

    // Beside a project lie other files of that end too: nuget.config, app.config.
    private IEnumerable<string> Find(string folder)
    {
        string end = folder == Folder ? "/.config" : ".config";
        return !Directory.Exists(folder)
            ? []
            : Directory.EnumerateFiles(folder)
                .Where(file => file.EndsWith("defconfig", StringComparison.Ordinal) || file.Replace('\\', '/').EndsWith(end, StringComparison.Ordinal))
                .OrderBy(file => file, StringComparer.Ordinal);
    }

    private string Shorten(string path) =>
        path.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path.Substring(Folder.Length + 1).Replace('\\', '/') : path;
}
