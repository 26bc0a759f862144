using System;

namespace IommuConfig.Benchmarks;

/// <summary>One thing that page tables do, and is measured.</summary>
/// <param name="Key">What it is called on the command line.</param>
/// <param name="Title">What it is called in tables.</param>
/// <param name="Operations">The calls of one run, or where a call is for a range its pages: what the time is divided by.</param>
internal sealed record PageTableRow(string Key, string Title, ulong Operations)
{
    /// <summary>How many of its runs count in each round.</summary>
    public const int Repeats = 5;

    /// <summary>Whether the target holds for it: at most 1.5 times the floor.</summary>
    public bool IsTarget { get; init; } = true;

    /// <summary>Whether each run begins with an empty table in memory full of zeros, and not each round.</summary>
    public bool IsRebuilt { get; init; }

    /// <summary>The frames that its tables need, and a few: as little memory as will do, so that it stays in the processor's caches.</summary>
    public uint Frames { get; init; } = 256;

    /// <summary>What is in the table before the first run; not part of the time.</summary>
    public Action<PageTablePeer> Prepare { get; init; } = _ => { };

    /// <summary>What comes before each run; not part of the time.</summary>
    public Action<PageTablePeer> Before { get; init; } = _ => { };

    /// <summary>What takes the time; the number is that of the run.</summary>
    public required Func<PageTablePeer, int, long> Run { get; init; }

    /// <summary>What the run must return.</summary>
    public required Func<int, long> Expected { get; init; }

    /// <summary>Makes the table ready for a run.</summary>
    public void Begin(PageTablePeer peer, int run)
    {
        if (run == 0 || IsRebuilt)
        {
            peer.Reset(Frames);
            Prepare(peer);
        }

        Before(peer);
    }
}
