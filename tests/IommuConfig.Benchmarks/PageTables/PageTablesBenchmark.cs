using System;
using System.Diagnostics;
using System.IO;
using System.Runtime;

namespace IommuConfig.Benchmarks;

/// <summary>One run of the command <c>pagetables</c>: compiles, compares, warms up, measures in rounds, reports.</summary>
/// <param name="rounds">How many rounds.</param>
/// <param name="rows">The rows.</param>
/// <param name="json">The file for all measurements, or null.</param>
internal sealed class PageTablesBenchmark(int rounds, PageTableRow[] rows, string? json)
{
    public const string Part = "pagetables";
    public const string Memset = "memset";

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(1);

    private readonly Measurements _measurements = new();
    private readonly Arena _plain = new();
    private double _clock;

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        if (!NativePrograms.CanCompile)
        {
            Console.Error.WriteLine("Half of what is compared is C, and there is no gcc; get it with: apt-get install gcc libc6-dev");
            return 1;
        }

        try
        {
            _ = Machine.This;
            using var scratch = new Scratch();
            Measure(new PageTablePeers(scratch.Folder));
            Report(Console.Out);
            return 0;
        }
        catch (BenchmarkException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Progress(string text) => Console.Error.WriteLine("# " + text);

    private void Measure(PageTablePeers peers)
    {
        Progress("checking that all tables are the same");
        foreach (PageTableRow row in rows)
        {
            PageTableCheck.Run(row, peers.Of(row));
        }

        Progress("warming up");
        WarmUp(peers);
        Processor.Pin();
        _clock = ThreadClock.Cost();
        for (int round = 0; round < rounds; round++)
        {
            Progress($"round {round + 1} of {rounds}");
            MeasureRound(peers, round, _measurements);
        }
    }

    // Until the compiler has had nothing to do for a while.
    private void WarmUp(PageTablePeers peers)
    {
        long start = Stopwatch.GetTimestamp(), changed = start, compiled = 0;
        for (int round = 0; Stopwatch.GetElapsedTime(start) < s_warmUp || Stopwatch.GetElapsedTime(changed) < s_quiet; round++)
        {
            MeasureRound(peers, round, new Measurements());
            if (JitInfo.GetCompiledMethodCount() != compiled)
            {
                compiled = JitInfo.GetCompiledMethodCount();
                changed = Stopwatch.GetTimestamp();
            }
        }
    }

    // The order turns from round to round.
    private void MeasureRound(PageTablePeers peers, int round, Measurements measurements)
    {
        foreach (PageTableRow row in rows)
        {
            PageTablePeer[] all = peers.Of(row);
            for (int i = 0; i < all.Length; i++)
            {
                PageTablePeer peer = all[(i + round) % all.Length];
                measurements.Add(new Subject(Part, peer.Format, row.Key, peer.Name, Quantity.Processor, "ns"), Measure(row, peer));
            }

            if (row.Key == PageTableRows.Fresh)
            {
                measurements.Add(new Subject(Part, PageTablePeer.Vtd, row.Key, Memset, Quantity.Processor, "ns"), MeasureMemset() / row.Operations);
            }
        }
    }

    // The first run does not count: it brings code and memory back into the caches, out of which the other peers have put them.
    private double Measure(PageTableRow row, PageTablePeer peer)
    {
        double seconds = 0;
        for (int run = 0; run <= PageTableRow.Repeats; run++)
        {
            row.Begin(peer, run);
            double start = ThreadClock.Seconds;
            long result = row.Run(peer, run);
            seconds += run == 0 ? 0 : ThreadClock.Seconds - start - _clock;
            if (result != row.Expected(run))
            {
                throw new BenchmarkException($"{row.Title}: {peer.Name} returns {result}, not {row.Expected(run)}");
            }
        }

        return seconds * 1e9 / PageTableRow.Repeats / row.Operations;
    }

    // Nanoseconds for as many bytes as the fresh tables have, in memory that is prepared as theirs.
    private double MeasureMemset()
    {
        double seconds = 0;
        for (int run = 0; run <= PageTableRow.Repeats; run++)
        {
            _plain.Clear(PageTableRows.ClearedFrames);
            double start = ThreadClock.Seconds;
            _plain.Fill(PageTableRows.FreshFrames);
            seconds += run == 0 ? 0 : ThreadClock.Seconds - start - _clock;
        }

        return seconds * 1e9 / PageTableRow.Repeats;
    }

    private void Report(TextWriter output)
    {
        Machine.This.Write(output, "the ratios, not the nanoseconds");
        new PageTablesTable(_measurements, rows).Write(output);
        if (json is not null)
        {
            JsonReport.Write(json, _measurements);
        }
    }
}
