using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Every file and every word of the cases, in both dialects that they tell of, for the modes that ask nothing.</summary>
public sealed class ConfCaseTests
{
    private static readonly string[] s_modes = ["--olddefconfig", "--alldefconfig", "--defconfig", "--savedefconfig"];

    private static IEnumerable<TestCaseData> Cases
    {
        get
        {
            foreach (string resource in typeof(ConfCaseTests).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("Cases/", StringComparison.Ordinal)))
            {
                using Stream stream = typeof(ConfCaseTests).Assembly.GetManifestResourceStream(resource)!;
                using JsonDocument document = JsonDocument.Parse(stream);
                foreach (JsonElement json in document.RootElement.EnumerateArray())
                {
                    foreach ((string dialect, string release) in new[] { ("linux", "linux-7.3"), ("linux-6.1", "linux-6.1") })
                    {
                        if (s_modes.Contains(json.GetProperty("arguments")[0].GetString()) && json.GetProperty("expected").TryGetProperty(release, out JsonElement expected)
                            && (expected.GetProperty("exitCode").GetInt32() == 0 || json.GetProperty("environment").TryGetProperty("KCONFIG_WERROR", out _)))
                        {
                            yield return new TestCaseData(json.Clone(), dialect, expected.Clone())
                                .SetArgDisplayNames(resource + " " + json.GetProperty("name").GetString(), dialect);
                        }
                    }
                }
            }
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Case(JsonElement json, string dialect, JsonElement expected)
    {
        string folder = Directory.CreateTempSubdirectory("confcase").FullName;
        try
        {
            Dictionary<string, string> before = Texts(json.GetProperty("files"));
            foreach ((string path, string text) in before)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
                File.WriteAllText(Path.Combine(folder, path), text);
            }

            if (before.Any(file => file.Value.Contains("$(shell", StringComparison.Ordinal)))
            {
                Assert.Ignore("shell");
            }

            string[] arguments = [.. json.GetProperty("arguments").EnumerateArray().Select(a => a.GetString()!)];
            TextConsole console = ConfRun.Run(
                folder, arguments[0], arguments[1], Texts(json.GetProperty("environment")), Dialect.Find(dialect)!.Exact());

            var written = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => (Path: Path.GetRelativePath(folder, file), Text: File.ReadAllText(file)))
                .Where(file => !before.TryGetValue(file.Path, out string? text) || text != file.Text);
            var wanted = Texts(expected.GetProperty("files")).Where(file => file.Value.TrimEnd() != "<unchanged>").Select(file => (Path: file.Key, Text: file.Value));
            Assert.That(Show(written), Is.EqualTo(Show(wanted)));
            Assert.That(console.Output.ToString(), Is.EqualTo(expected.GetProperty("stdout").GetString()));
            Assert.That(ConfFilesTests.Messages(console.Errors.ToString()), Is.EqualTo(ConfFilesTests.Messages(expected.GetProperty("stderr").GetString()!)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Show(IEnumerable<(string Path, string Text)> files) =>
        string.Concat(files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => $"--- {file.Path}\n{file.Text}"));

    private static Dictionary<string, string> Texts(JsonElement json) =>
        json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
}
