using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>The figures of the page tables beside those of the others in the same round, what was aimed at, and what each thing costs.</summary>
/// <param name="measurements">What was measured.</param>
/// <param name="rows">The rows that were.</param>
internal sealed class PageTablesTable(Measurements measurements, PageTableRow[] rows)
{
    private const double MostOfFloor = 1.5, LeastOfMemset = 85;

    private static readonly string[] s_peers =
        [PageTablePeers.TextbookO2, PageTablePeers.TextbookO3, PageTablePeers.FloorO2, PageTablePeers.FloorO3, PageTablePeers.Ours];

    public void Write(TextWriter output)
    {
        WriteRows(output);
        WriteFormats(output);
        WriteBandwidth(output);
        WriteTargets(output);
        new PageTableCosts(measurements, rows).Write(output);
    }

    private void WriteRows(TextWriter output)
    {
        var table = new Table(["ns", .. s_peers, "ours / floor", "textbook -O2 / ours"], 1);
        foreach (PageTableRow row in rows.Where(r => r.Key is not (PageTableRows.InStep or PageTableRows.OutOfStep or PageTableRows.Empties)))
        {
            table.Add(
                [row.Title, .. s_peers.Select(p => Figures.Median(measurements.Of(Of(row, p)))),
                Figures.Median(OfFloor(row)), Figures.Median(measurements.Ratio(Of(row, PageTablePeers.TextbookO2), Of(row, PageTablePeers.Ours)))]);
        }

        table.Write(output, "Beside the textbook and the floor");
    }

    private void WriteFormats(TextWriter output)
    {
        var table = new Table(["ns", PageTablePeer.Vtd, PageTablePeer.Arm, $"{PageTablePeer.Arm} / {PageTablePeer.Vtd}"], 1);
        foreach (PageTableRow row in rows.Where(r => r.IsTarget))
        {
            Subject vtd = Of(row, PageTablePeers.Ours), arm = vtd with { Architecture = PageTablePeer.Arm };
            table.Add(row.Title, Figures.Median(measurements.Of(vtd)), Figures.Median(measurements.Of(arm)), Figures.Median(measurements.Ratio(arm, vtd)));
        }

        table.Write(output, "Formats");
    }

    private void WriteBandwidth(TextWriter output)
    {
        PageTableRow? row = rows.FirstOrDefault(r => r.Key == PageTableRows.Fresh);
        if (row is not null)
        {
            var table = new Table(["", "GB/s", "of memset, %"], 1);
            foreach (string peer in (string[])[PageTablesBenchmark.Memset, .. s_peers])
            {
                table.Add(peer, Figures.Short(8 / measurements.Of(Of(row, peer))!.Median), Figures.Median(OfMemset(row, peer)));
            }

            table.Write(output, "Fresh tables as memory: 8 bytes for each page");
        }
    }

    private void WriteTargets(TextWriter output)
    {
        var table = new Table(["target", "aim", "measured", "met"], 1);
        foreach (PageTableRow row in rows.Where(r => r.IsTarget))
        {
            Spread ratio = OfFloor(row)!;
            table.Add(row.Title + ", times the floor", "<= " + Figures.Short(MostOfFloor), Figures.Median(ratio), ratio.Median <= MostOfFloor ? "yes" : "no");
        }

        if (rows.FirstOrDefault(r => r.Key == PageTableRows.Fresh) is { } fresh)
        {
            Spread share = OfMemset(fresh, PageTablePeers.Ours);
            table.Add("fresh tables, % of memset", ">= " + Figures.Short(LeastOfMemset), Figures.Median(share), share.Median >= LeastOfMemset ? "yes" : "no");
        }

        table.Write(output, "Targets");
    }

    // Beside the faster of the two.
    private Spread? OfFloor(PageTableRow row) => ((IEnumerable<string>)[PageTablePeers.FloorO2, PageTablePeers.FloorO3])
        .Select(f => measurements.Ratio(Of(row, PageTablePeers.Ours), Of(row, f)))
        .OfType<Spread>().MaxBy(s => s.Median);

    private Spread OfMemset(PageTableRow row, string peer)
    {
        Spread ratio = measurements.Ratio(Of(row, PageTablesBenchmark.Memset), Of(row, peer))!;
        return new Spread(ratio.Low * 100, ratio.Median * 100, ratio.High * 100);
    }

    private static Subject Of(PageTableRow row, string peer) => new(PageTablesBenchmark.Part, PageTablePeer.Vtd, row.Key, peer, Quantity.Processor, "ns");
}
