using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace IommuConfig.Conf.Tests;

/// <summary>One start of a program: with what, where, and in an environment that holds nothing of the caller's but what a program needs to run.</summary>
/// <param name="Program">The path of the program.</param>
/// <param name="Arguments">What is passed to it.</param>
/// <param name="Folder">The folder it is started in.</param>
internal sealed record Call(string Program, IReadOnlyList<string> Arguments, string Folder)
{
    /// <summary>More than any right run writes to one stream; a program that asks for ever is stopped there.</summary>
    private const int MaximumOutput = 4 << 20;

    private static readonly string[] s_kept = ["PATH", "HOME", "TMPDIR", "USER"];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What the program reads; one char is one byte, as in all text here.</summary>
    public string Input { get; init; } = "";

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The command line, to be pasted into a shell.</summary>
    public string CommandLine =>
        string.Join(' ', Environment.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Key + "=" + Quote(e.Value)).Append(Program).Concat(Arguments.Select(Quote)));

    public Outcome Run()
    {
        using Process process = Start();
        using var late = new CancellationTokenSource(Timeout);
        Task<string> output = Read(process.StandardOutput.BaseStream, late);
        Task<string> error = Read(process.StandardError.BaseStream, late);
        Feed(process);
        bool hung = !Task.Run(() => process.WaitForExitAsync(late.Token)).ContinueWith(t => t.IsCompletedSuccessfully, TaskScheduler.Default).Result;
        if (hung)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(10_000);
        }

        // A grandchild that still holds the pipes must not hold the test.
        bool ended = Task.WhenAll(output, error).Wait(TimeSpan.FromSeconds(10));
        return new Outcome(hung || !ended ? Outcome.Hung : process.ExitCode, ended ? output.Result : "", ended ? error.Result : "");
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (string name in start.Environment.Keys.Where(n => !s_kept.Contains(n) && !n.StartsWith("DOTNET_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Start(start);
    }

    /// <summary>
    /// Starts a program that may have been written a moment ago: while a process that was started at that moment has not yet come to its own program,
    /// it still holds the file open, and the system calls it busy.
    /// </summary>
    private Process Start(ProcessStartInfo start)
    {
        const int Busy = 26;
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return Process.Start(start) ?? throw new InvalidOperationException("cannot start " + Program);
            }
            catch (Win32Exception e) when (e.NativeErrorCode == Busy && attempt < 50)
            {
                Thread.Sleep(20);
            }
        }
    }

    private void Feed(Process process)
    {
        try
        {
            process.StandardInput.BaseStream.Write(Encoding.Latin1.GetBytes(Input));
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading everything, which it may.
        }
    }

    private static async Task<string> Read(Stream stream, CancellationTokenSource late)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[16 << 10];
        for (int count; (count = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
        {
            if (text.Length < MaximumOutput)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
            else
            {
                await late.CancelAsync().ConfigureAwait(false);
            }
        }

        return text.ToString();
    }

    private static string Quote(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "-_=./:,+%".Contains(c)) ? text : "'" + text.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
}
