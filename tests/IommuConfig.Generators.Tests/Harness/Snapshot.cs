using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;

using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace IommuConfig.Generators.Tests.Harness;

/// <summary>
/// Compares generated files with verified ones, in the names and the format of Verify.SourceGenerators:
/// <c>{Class}.{Method}_{parameters}#{hint name without .cs}.verified.cs</c> beside the test, UTF-8 with a byte-order mark, '\n',
/// first line <c>//HintName: ...</c>. A mismatch writes a <c>.received.cs</c> beside it.
/// </summary>
/// <remarks>To accept what was received, run the tests once with the environment variable SNAPSHOTS=accept. That is refused where CI is set.</remarks>
internal static class Snapshot
{
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: true);

    private static bool Accept
    {
        get
        {
            bool accept = Environment.GetEnvironmentVariable("SNAPSHOTS") == "accept";
            if (accept && Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
            {
                Assert.Fail("Snapshots are not accepted where CI is set: look at them and accept them on your own machine.");
            }

            return accept;
        }
    }

    public static void Verify(
        IReadOnlyDictionary<string, string> generated, string? parameters = null, [CallerMemberName] string method = "", [CallerFilePath] string source = "")
    {
        string folder = Path.GetDirectoryName(source)!;
        string prefix = $"{Path.GetFileNameWithoutExtension(source)}.{method}{(parameters is null ? "" : "_" + parameters)}";
        List<string> problems = [];
        HashSet<string> expected = [];
        foreach ((string hintName, string text) in generated.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (text.Contains('\r'))
            {
                problems.Add($"{hintName} holds a carriage return.");
            }

            string name = $"{prefix}#{Path.GetFileNameWithoutExtension(hintName)}";
            expected.Add(name + ".verified.cs");
            Compare(folder, name, $"//HintName: {hintName}\n{text}", problems);
        }

        foreach (string orphan in Directory.EnumerateFiles(folder, prefix + "#*.verified.cs").Where(file => !expected.Contains(Path.GetFileName(file))))
        {
            if (Accept)
            {
                File.Delete(orphan);
            }
            else
            {
                problems.Add($"{Path.GetFileName(orphan)} is verified but no longer generated.");
            }
        }

        Assert.That(problems, Is.Empty, string.Join("\n", problems));
    }

    private static void Compare(string folder, string name, string text, List<string> problems)
    {
        string verified = Path.Combine(folder, name + ".verified.cs");
        string received = Path.Combine(folder, name + ".received.cs");
        string? before = File.Exists(verified) ? File.ReadAllText(verified, s_encoding) : null;
        if (before == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(Accept ? verified : received, text, s_encoding);
        if (Accept)
        {
            File.Delete(received);
            return;
        }

        problems.Add(before is null ? $"{name} is new:\n{text}" : $"{name} differs:\n{Difference(before, text)}");
    }

    private static string Difference(string before, string after) =>
        string.Join("\n", new InlineDiffBuilder(new Differ()).BuildDiffModel(before, after).Lines
            .Where(line => line.Type != ChangeType.Unchanged)
            .Select(line => (line.Type == ChangeType.Inserted ? "+ " : "- ") + line.Text));
}
