using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace IommuConfig.Conf.Tests;

/// <summary>Lets two programs do the same with the same files, and makes what they differ on small.</summary>
internal sealed class RandomDifferential(string oracle, string program)
{
    /// <summary>A failure is made small for this long at most, and so many of a test run; the others are shown as they are.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(40);

    private static int s_shrunk;

    private static readonly int s_maximumShrunk = int.Parse(Tooling.Setting("KCONFIG_TEST_SHRINK") ?? "6", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What a program does with a tree.</summary>
    public static Outcome Do(string program, RandomTree tree, string[] step) => Do(program, tree.Files, step, tree.Session).Outcome;

    /// <summary>Compares on a tree, step by step.</summary>
    /// <returns>The first difference with all that is needed to see it again, or null.</returns>
    public string? Run(RandomTree tree)
    {
        RandomSession session = tree.Session;
        SortedDictionary<string, string> files = tree.Files;
        foreach (string[] step in session.Steps)
        {
            (Outcome expected, SortedDictionary<string, string> written) = Do(oracle, files, step, session);
            if (!expected.IsAbnormal)
            {
                if (Compare(expected, written, Do(program, files, step, session)) is var (_, kind))
                {
                    return Report(files, step, session, kind);
                }

                files = written;
            }
        }

        return null;
    }

    /// <summary>What differs, and of what kind that is: two trees on which the same parts differ and the programs end the same way most likely show the same mistake.</summary>
    private (string Text, string Kind)? Compare(SortedDictionary<string, string> files, string[] step, RandomSession session)
    {
        (Outcome expected, SortedDictionary<string, string> written) = Do(oracle, files, step, session);
        return expected.IsAbnormal ? null : Compare(expected, written, Do(program, files, step, session));
    }

    private static (string Text, string Kind)? Compare(Outcome expected, SortedDictionary<string, string> written, (Outcome Outcome, SortedDictionary<string, string> Files) actual)
    {
        var differences = new Differences();
        differences.Compare("", expected, actual.Outcome);
        differences.Compare("", written, actual.Files);
        return differences.IsEmpty ? null : (differences.ToString(), $"{expected.ExitCode} {actual.Outcome.ExitCode} {string.Join(' ', differences.Parts)}");
    }

    private static (Outcome Outcome, SortedDictionary<string, string> Files) Do(string program, SortedDictionary<string, string> files, string[] step, RandomSession session)
    {
        using var scratch = new Scratch();
        FolderText.Write(scratch.Path, files);
        Outcome outcome = new Call(program, step, scratch.Path) { Environment = session.Environment, Input = session.Input, Timeout = TimeSpan.FromSeconds(10) }.Run();

        // A program names itself in messages; apart from that, its name is no part of what it does.
        Outcome named = outcome with { Output = Unnamed(outcome.Output, program), Error = Unnamed(outcome.Error, program) };
        return (named, FolderText.Read(scratch.Path));
    }

    private static string Unnamed(string text, string program) => text.Replace(program, "conf", StringComparison.Ordinal);

    private string Report(SortedDictionary<string, string> files, string[] step, RandomSession session, string kind)
    {
        if (Interlocked.Increment(ref s_shrunk) <= s_maximumShrunk)
        {
            Shrink(files = new(files, StringComparer.Ordinal), step, session, kind);
        }

        string? difference = Compare(files, step, session)?.Text;
        string inputs = string.Concat(files.Where(f => f.Value.Length > 0).Select(f => $"--- {f.Key}\n{f.Value}"));
        return $"{new Call("conf", step, ".") { Environment = session.Environment }.CommandLine}\n{difference}{inputs}--- answers: {string.Join(',', session.Input.Split('\n'))}\n";
    }

    /// <summary>Drops files, then runs of lines, shorter and shorter ones, for as long as the programs still differ in the same way.</summary>
    private void Shrink(SortedDictionary<string, string> files, string[] step, RandomSession session, string kind)
    {
        long start = Stopwatch.GetTimestamp();
        bool Differs(string name, string? text)
        {
            string before = files[name];
            if (Stopwatch.GetElapsedTime(start) > s_patience)
            {
                return false;
            }

            if (text is null)
            {
                files.Remove(name);
            }
            else
            {
                files[name] = text;
            }

            bool differs = Compare(files, step, session)?.Kind == kind;
            if (!differs)
            {
                files[name] = before;
            }

            return differs;
        }

        foreach (string name in files.Keys.Where(n => n != "Kconfig").ToArray())
        {
            Differs(name, null);
        }

        // Twice, since what needed a line may be gone after the first time.
        foreach (string name in files.Keys.Concat(files.Keys).OrderBy(n => n != "Kconfig").ToArray())
        {
            string[] lines = files[name].Split('\n');
            for (int run = Math.Max(1, lines.Length / 2); run > 0; run /= 2)
            {
                for (int at = 0; at < lines.Length;)
                {
                    string[] fewer = [.. lines[..at], .. lines[Math.Min(lines.Length, at + run)..]];
                    if (fewer.Length < lines.Length && Differs(name, string.Join('\n', fewer)))
                    {
                        lines = fewer;
                    }
                    else
                    {
                        at += run;
                    }
                }
            }
        }
    }
}
