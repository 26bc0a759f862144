using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>What each thing costs that a page table does beyond its stores: the same with and without it, in the same round.</summary>
/// <param name="measurements">What was measured.</param>
/// <param name="rows">The rows that were.</param>
internal sealed class PageTableCosts(Measurements measurements, PageTableRow[] rows)
{
    private readonly Table _table = new(["what", "of", "without, ns", "with, ns", "costs, ns"], 2);

    public void Write(TextWriter output)
    {
        foreach (PageTableRow row in rows.Where(r => r.IsTarget))
        {
            Add("markers", row.Key, PageTablePeers.Unmarked, PageTablePeers.Ours);
        }

        Add("growing markers, and promotion of every 512 pages", PageTableRows.InStep, PageTablePeers.SmallPages, PageTablePeers.Ours);
        AddRows("addresses in step instead of out of step", PageTableRows.OutOfStep, PageTableRows.InStep, PageTablePeers.Ours);
        AddRows("a table that becomes empty", PageTableRows.UnmapRange, PageTableRows.Empties, PageTablePeers.Ours);
        foreach (string row in (string[])[PageTableRows.Map, PageTableRows.MapRange])
        {
            Add("flush flags gathered", row, PageTablePeers.Ungathered, PageTablePeers.Ours);
        }

        foreach (string row in (string[])[PageTableRows.Map, PageTableRows.MapRange, PageTableRows.Fresh])
        {
            Add("write-back", row, PageTablePeers.Ours, PageTablePeers.WrittenBack);
            Add("write-back, textbook -O2", row, PageTablePeers.TextbookO2, PageTablePeers.TextbookWrittenBack);
        }

        _table.Write(output, "What each thing costs");
    }

    private void Add(string what, string row, string without, string with) => Add(what, Of(row, without), Of(row, with), Title(row));

    private void AddRows(string what, string without, string with, string peer) => Add(what, Of(without, peer), Of(with, peer), Title(with));

    private void Add(string what, Subject without, Subject with, string? title)
    {
        if (title is not null && measurements.Of(without) is { } less && measurements.Of(with) is { } more)
        {
            Spread difference = Spread.Of(measurements[with].Zip(measurements[without], (w, o) => w - o));
            _table.Add(what, title, Figures.Median(less), Figures.Median(more), Figures.Median(difference));
        }
    }

    private string? Title(string row) => rows.FirstOrDefault(r => r.Key == row)?.Title;

    private static Subject Of(string row, string peer) => new(PageTablesBenchmark.Part, PageTablePeer.Vtd, row, peer, Quantity.Processor, "ns");
}
