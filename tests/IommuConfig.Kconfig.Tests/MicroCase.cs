using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace IommuConfig.Kconfig.Tests;

/// <summary>A case of the C program: files, arguments, and what it wrote. The Kconfig text in them was written for the purpose.</summary>
public sealed class MicroCase
{
    private static readonly string[] s_modes = ["--alldefconfig", "--olddefconfig", "--defconfig"];

    private MicroCase(string file, JsonElement json)
    {
        Name = file + ": " + json.GetProperty("name").GetString();
        Arguments = [.. json.GetProperty("arguments").EnumerateArray().Select(a => a.GetString()!)];
        Environment = [.. json.GetProperty("environment").EnumerateObject().Select(p => p.Name)];
        Files = json.GetProperty("files").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
        if (json.GetProperty("expected").TryGetProperty("linux-7.3", out JsonElement expected))
        {
            ExitCode = expected.GetProperty("exitCode").GetInt32();
            StandardError = expected.GetProperty("stderr").GetString()!;
            string? written = expected.GetProperty("files").TryGetProperty(".config", out JsonElement config) ? config.GetString() : null;
            ExpectedConfig = written == "<unchanged>" ? Files[".config"] : written;
        }
    }

    public string Name { get; }

    public string[] Arguments { get; }

    public string[] Environment { get; }

    public Dictionary<string, string> Files { get; }

    public int ExitCode { get; } = -1;

    public string StandardError { get; } = "";

    /// <summary>The .config that the C program wrote, or null.</summary>
    public string? ExpectedConfig { get; }

    /// <summary>The path of the .config or defconfig that the mode reads, if any.</summary>
    public string? InputPath => Arguments[0] switch { "--defconfig" => Arguments[1], "--olddefconfig" => ".config", _ => null };

    /// <summary>Why this version cannot be held to the case, or null.</summary>
    public string? WhyNot =>
        ExitCode < 0 ? "the C program hung"
        : Files.Any(f => f.Key.Contains("Kconfig", StringComparison.Ordinal) && HasMacro(f.Value)) ? "macros"
        : !s_modes.Contains(Arguments[0]) ? "mode " + Arguments[0]
        : Environment.Any(e => e != "KCONFIG_WARN_UNKNOWN_SYMBOLS") ? "environment " + string.Join(",", Environment)
        : ExitCode == 0 && ExpectedConfig is null ? "no .config"
        : null;

    public static IEnumerable<MicroCase> All { get; } = [.. Load()];

    public override string ToString() => Name;

    private static IEnumerable<MicroCase> Load()
    {
        foreach (string resource in typeof(MicroCase).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("Cases/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = typeof(MicroCase).Assembly.GetManifestResourceStream(resource)!;
            using JsonDocument document = JsonDocument.Parse(stream);
            foreach (JsonElement json in document.RootElement.EnumerateArray())
            {
                yield return new MicroCase(resource["Cases/".Length..^".json".Length], json);
            }
        }
    }

    private static bool HasMacro(string text) =>
        text.Contains("$(", StringComparison.Ordinal) || text.Split('\n').Any(line => line.Length > 0 && char.IsAsciiLetter(line[0]) && line.Contains("= ", StringComparison.Ordinal) && !line.StartsWith("config", StringComparison.Ordinal));
}
