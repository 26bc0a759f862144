using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace IommuConfig.Conf.Tests;

/// <summary>What the steps of a run gave.</summary>
/// <param name="Outcomes">Of each step.</param>
/// <param name="Files">What lay in the folder at the end.</param>
internal sealed record LinuxResult(IReadOnlyList<Outcome> Outcomes, IReadOnlyDictionary<string, string> Files)
{
    private static readonly Lazy<string> s_compiler = new(() => new Call("/bin/sh", ["-c", "gcc --version; ld --version; uname -r"], "/").Run().Output);

    /// <summary>Runs the steps in a folder that looks like the tree.</summary>
    public static LinuxResult Of(LinuxRun run, string program)
    {
        using var scratch = new Scratch();
        LinuxTree.Link(scratch.Path);
        Outcome[] outcomes = [.. run.Steps.Select(s => new Call(program, s, scratch.Path) { Environment = run.Environment, Timeout = TimeSpan.FromMinutes(5) }.Run())];
        return new LinuxResult(outcomes, FolderText.Read(scratch.Path));
    }

    /// <summary>
    /// As <see cref="Of"/>, but what a program gave once is kept with the unpacked tree, for as long as program, tree, compiler and run are the same,
    /// and unless a step failed.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="program">The program.</param>
    /// <param name="isRefreshed">Whether to run it although a result is there.</param>
    public static LinuxResult Kept(LinuxRun run, string program, bool isRefreshed = false)
    {
        string key = string.Join('\n', LinuxTree.Identity, Hash(File.ReadAllBytes(program)), s_compiler.Value, string.Join('\n', run.Steps.SelectMany(s => s)), string.Join('\n', run.Environment));
        string path = Path.Combine(Tooling.Cache, "linux-6.1-results", Hash(Encoding.UTF8.GetBytes(key)) + ".zip");
        if (File.Exists(path) && !isRefreshed)
        {
            return Load(path, run.Steps.Count);
        }

        LinuxResult result = Of(run, program);
        if (result.Outcomes.All(outcome => outcome.ExitCode == 0))
        {
            result.Save(path);
        }

        return result;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    private static LinuxResult Load(string path, int steps)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        Dictionary<string, string> entries = zip.Entries.ToDictionary(e => e.FullName, Text, StringComparer.Ordinal);
        Dictionary<string, string> files = entries["empty"].Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(name => name, _ => "", StringComparer.Ordinal);
        foreach ((string name, string text) in entries.Where(e => e.Key.StartsWith("files/", StringComparison.Ordinal)))
        {
            files.Add(name["files/".Length..], text);
        }

        return new LinuxResult(
            [.. Enumerable.Range(0, steps).Select(i => new Outcome(int.Parse(entries[$"{i}/exit"], CultureInfo.InvariantCulture), entries[$"{i}/out"], entries[$"{i}/err"]))],
            files);
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        return reader.ReadToEnd();
    }

    private void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string half = path + "." + Path.GetRandomFileName();
        using (ZipArchive zip = ZipFile.Open(half, ZipArchiveMode.Create))
        {
            for (int i = 0; i < Outcomes.Count; i++)
            {
                Add(zip, $"{i}/exit", Outcomes[i].ExitCode.ToString(CultureInfo.InvariantCulture));
                Add(zip, $"{i}/out", Outcomes[i].Output);
                Add(zip, $"{i}/err", Outcomes[i].Error);
            }

            // The thousands of empty files that stand for symbols.
            Add(zip, "empty", string.Join('\n', Files.Where(f => f.Value.Length == 0).Select(f => f.Key)));
            foreach ((string name, string text) in Files.Where(f => f.Value.Length > 0))
            {
                Add(zip, "files/" + name, text);
            }
        }

        File.Move(half, path, overwrite: true);
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using Stream stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(Encoding.Latin1.GetBytes(text));
    }
}
