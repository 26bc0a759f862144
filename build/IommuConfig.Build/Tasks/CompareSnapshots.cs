using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

using Microsoft.Build.Framework;

using MSBuildTask = Microsoft.Build.Utilities.Task;

namespace IommuConfig.Build;

/// <summary>
/// Keeps generated files beside the project, in the format of Verify.SourceGenerators: <c>Config.Kconfig.g.verified.cs</c>, UTF-8 with a byte-order mark,
/// the first line <c>//HintName: Config.Kconfig.g.cs</c>.
/// </summary>
public sealed class CompareSnapshots : MSBuildTask
{
    private const string Suffix = ".verified.cs";
    private const int MaxLines = 40;

    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>The generated files.</summary>
    public string[] Generated { get; set; } = [];

    /// <summary>The full path of the folder of the snapshots.</summary>
    [Required]
    public string Directory { get; set; } = "";

    /// <summary>The configuration as the project or the command line names it, or empty.</summary>
    public string Config { get; set; } = "";

    /// <summary>Whether the snapshots become what is generated; else a difference is an error.</summary>
    public bool Accepts { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            Dictionary<string, string> generated = Generated.ToDictionary(
                path => Path.Combine(Directory, Path.GetFileNameWithoutExtension(path) + Suffix),
                path => $"//HintName: {Path.GetFileName(path)}\n{File.ReadAllText(path)}",
                StringComparer.Ordinal);
            string[] orphans = System.IO.Directory.Exists(Directory)
                ? [.. System.IO.Directory.GetFiles(Directory, "*" + Suffix).Where(path => !generated.ContainsKey(path)).OrderBy(path => path, StringComparer.Ordinal)]
                : [];
            if (Accepts)
            {
                Accept(generated, orphans);
            }
            else
            {
                Verify(generated, orphans);
                if (!Log.HasLoggedErrors)
                {
                    Log.Print($"{Directory}: {generated.Count} files are as generated");
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.LogError(null, "KC2008", null, HelpLinks.Of("KC2008"), Directory, 0, 0, 0, 0, "{0} Solve that and build again.", e.Message);
        }

        return !Log.HasLoggedErrors;
    }

    private void Accept(Dictionary<string, string> generated, string[] orphans)
    {
        System.IO.Directory.CreateDirectory(Directory);
        int changed = 0;
        foreach (KeyValuePair<string, string> file in generated.Where(file => Read(file.Key) != file.Value))
        {
            File.WriteAllText(file.Key, file.Value, s_encoding);
            changed++;
        }

        foreach (string orphan in orphans)
        {
            File.Delete(orphan);
        }

        Log.Print($"{Directory}: {generated.Count} files, {changed} written, {orphans.Length} deleted");
    }

    private void Verify(Dictionary<string, string> generated, string[] orphans)
    {
        foreach (KeyValuePair<string, string> file in generated)
        {
            string? before = Read(file.Key);
            if (before is null)
            {
                Report(file.Key, 0, "is generated, but there is no snapshot of it");
            }
            else if (before != file.Value)
            {
                (int line, IReadOnlyList<string> changes) = Difference(before, file.Value);
                Log.Print(Excerpt(file.Key, changes));
                Report(file.Key, line, $"differs from what is generated in {changes.Count} lines, the first of them '{changes[0][0]} {changes[0].Substring(1).Trim()}'");
            }
        }

        foreach (string orphan in orphans)
        {
            Report(orphan, 0, "is a snapshot of a file that is no longer generated");
        }
    }

    private void Report(string path, int line, string what) => Log.LogError(
        null, "KC2010", null, HelpLinks.Of("KC2010"), path, line, 0, 0, 0, "{0} {1}", Path.GetFileName(path),
        $"{what}. If that is meant: dotnet build -t:KconfigSnapshot{(Config.Length == 0 ? "" : " -p:KconfigConfig=" + Config)}");

    // Version control may have changed the line ends.
    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path).Replace("\r\n", "\n") : null;

    private static (int Line, IReadOnlyList<string> Changes) Difference(string before, string after)
    {
        List<DiffPiece> changes = [.. new InlineDiffBuilder(new Differ()).BuildDiffModel(before, after).Lines];
        int first = changes.FindIndex(line => line.Type != ChangeType.Unchanged);
        return (first + 1, [.. changes
            .Where(line => line.Type != ChangeType.Unchanged)
            .Select(line => (line.Type == ChangeType.Inserted ? "+ " : "- ") + line.Text)]);
    }

    private static string Excerpt(string path, IReadOnlyList<string> changes)
    {
        string rest = changes.Count > MaxLines ? $"\n... and {changes.Count - MaxLines} more lines" : "";
        return $"{path}:\n{string.Join("\n", changes.Take(MaxLines))}{rest}";
    }
}
