using IommuConfig.Kconfig;

using Microsoft.Build.Framework;

namespace IommuConfig.Build;

/// <summary>Writes the configuration, with every value or with the fewest that make it.</summary>
public sealed class WriteKconfig : KconfigTask
{
    /// <summary>The full path of the file to write.</summary>
    [Required]
    public string Output { get; set; } = "";

    /// <summary>Whether only what differs from the defaults is written.</summary>
    public bool IsMinimal { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        ProjectConfiguration project = Load();
        if (!Report(project))
        {
            return;
        }

        string text = IsMinimal ? SaveDefConfigWriter.Write(project.Values) : DotConfigWriter.Write(project.Values);

        // Like every tool of Kconfig: a file that somebody may have written by hand is kept.
        bool hasChanged = Write(Output, text, IsMinimal ? null : Output + ".old");
        if (!Log.HasLoggedErrors)
        {
            Log.Print($"{Output} {(hasChanged ? "written" : "is up to date")}");
        }
    }
}
