using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace IommuConfig.Conf.Tests;

/// <summary>What the C program of one release did when it was started in a folder with some files. See Cases/README.md.</summary>
public sealed class ConfCase
{
    private ConfCase(string group, JsonElement json, string dialect, JsonElement expected)
    {
        Group = group;
        Name = json.GetProperty("name").GetString()!;
        Dialect = dialect;
        Arguments = [.. json.GetProperty("arguments").EnumerateArray().Select(a => FolderText.Bytes(a.GetString()!))];
        Environment = Texts(json.GetProperty("environment"));
        Input = FolderText.Bytes(json.GetProperty("stdin").GetString()!);
        Files = Texts(json.GetProperty("files"));
        Expected = new Outcome(expected.GetProperty("exitCode").GetInt32(), Text(expected, "stdout"), Text(expected, "stderr"));
        ExpectedFiles = Texts(expected.GetProperty("files"));
    }

    public string Group { get; }

    public string Name { get; }

    public string Dialect { get; }

    internal IReadOnlyList<string> Arguments { get; }

    internal Dictionary<string, string> Environment { get; }

    internal string Input { get; }

    internal Dictionary<string, string> Files { get; }

    internal Outcome Expected { get; }

    /// <summary>What was written or changed; an input that was read and left alone may stand there as <c>&lt;unchanged&gt;</c>.</summary>
    internal Dictionary<string, string> ExpectedFiles { get; }

    /// <summary>The cases of a dialect, by the name that their release has in the files.</summary>
    public static IEnumerable<ConfCase> Of(string dialect, string release)
    {
        foreach (string resource in typeof(ConfCase).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("Cases/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = typeof(ConfCase).Assembly.GetManifestResourceStream(resource)!;
            using JsonDocument document = JsonDocument.Parse(stream);
            foreach (JsonElement json in document.RootElement.EnumerateArray())
            {
                if (json.GetProperty("expected").TryGetProperty(release, out JsonElement expected))
                {
                    yield return new ConfCase(resource["Cases/".Length..^".json".Length], json, dialect, expected);
                }
            }
        }
    }

    public override string ToString() => $"{Dialect} {Group}: {Name}";

    private static Dictionary<string, string> Texts(JsonElement json) =>
        json.EnumerateObject().ToDictionary(p => p.Name, p => FolderText.Bytes(p.Value.GetString()!), StringComparer.Ordinal);

    private static string Text(JsonElement json, string name) => FolderText.Bytes(json.GetProperty(name).GetString()!);
}
