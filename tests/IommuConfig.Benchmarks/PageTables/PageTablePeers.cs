using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using IommuConfig.Runtime;

namespace IommuConfig.Benchmarks;

/// <summary>All page tables that are measured, and in which rows.</summary>
internal sealed class PageTablePeers
{
    public const string TextbookO2 = "textbook -O2";
    public const string TextbookO3 = "textbook -O3";
    public const string FloorO2 = "floor -O2";
    public const string FloorO3 = "floor -O3";
    public const string Ours = "ours";
    public const string Unmarked = "ours, no markers";
    public const string SmallPages = "ours, 4K pages only";
    public const string Ungathered = "ours, flush flags unread";
    public const string WrittenBack = "ours, written back";
    public const string TextbookWrittenBack = "textbook -O2, written back";

    private static readonly string[] s_fast = ["-O3", "-march=native"];

    private readonly List<(PageTablePeer Peer, Func<PageTableRow, bool> Takes)> _peers = [];

    /// <summary>Compiles those in C into a folder, and makes all.</summary>
    public PageTablePeers(string folder)
    {
        NativePrograms.Extract("pagetables.h", folder);
        NativePrograms.Extract("pagetables_loops.h", folder);
        NativePrograms.Extract("pagetables_writeback.h", folder);
        string textbook = NativePrograms.Library(folder, "pagetables_textbook.c", "textbook-O2.so");
        Add(new NativePeer(TextbookO2, textbook), IsForTextbook);
        Add(new NativePeer(TextbookO3, NativePrograms.Library(folder, "pagetables_textbook.c", "textbook-O3.so", s_fast)), IsForTextbook);
        Add(new NativePeer(FloorO2, NativePrograms.Library(folder, "pagetables_floor.c", "floor-O2.so")), IsForFloor);
        Add(new NativePeer(FloorO3, NativePrograms.Library(folder, "pagetables_floor.c", "floor-O3.so", s_fast)), IsForFloor);
        Add(new Ours<VtdSecondLevel, CoherentHost>(Ours, PageTablePeer.Vtd), _ => true);
        Add(
            new Ours<VtdSecondLevel, CoherentHost>(SmallPages, PageTablePeer.Vtd, options: new PageTableOptions { PageSizes = 1 << 12 }),
            r => r.Key is PageTableRows.InStep or PageTableRows.OutOfStep);
        Add(new Ours<VtdWithoutMarkers, CoherentHost>(Unmarked, PageTablePeer.Vtd), r => r.IsTarget);
        Add(new Ours<ArmStage2<Granule4K>, CoherentHost>(Ours, PageTablePeer.Arm), r => r.IsTarget);
        Add(new OursUngathered<VtdSecondLevel, CoherentHost>(Ungathered, PageTablePeer.Vtd), r => r.Key is PageTableRows.Map or PageTableRows.MapRange);
        AddWrittenBack(folder);
    }

    /// <summary>Those that take part in a row, the reference first.</summary>
    public PageTablePeer[] Of(PageTableRow row) => [.. _peers.Where(p => p.Takes(row)).Select(p => p.Peer)];

    private static bool IsForTextbook(PageTableRow row) => row.Key is not (PageTableRows.InStep or PageTableRows.OutOfStep or PageTableRows.Empties);

    // It keeps empty tables, and splits nothing.
    private static bool IsForFloor(PageTableRow row) => IsForTextbook(row) && row.Key != PageTableRows.Split;

    private static bool IsWrittenBack(PageTableRow row) => row.Key is PageTableRows.Map or PageTableRows.MapRange or PageTableRows.Fresh;

    // Only where the processor has an instruction for it.
    private void AddWrittenBack(string folder)
    {
        if (WriteBackOptions() is { } options)
        {
            string library = NativePrograms.Library(folder, "pagetables_textbook.c", "written-back.so", ["-DWRITE_BACK", .. options]);
            Add(new NativePeer(TextbookWrittenBack, library), IsWrittenBack);
            Add(
                new Ours<VtdSecondLevel, WriteBackHost>(WrittenBack, PageTablePeer.Vtd, new WriteBackHost(library), new PageTableOptions { IsNonCoherent = true }),
                IsWrittenBack);
        }
    }

    private static string[]? WriteBackOptions()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? [] : null;
        }

        string[] features = File.ReadLines("/proc/cpuinfo").First(l => l.StartsWith("flags", StringComparison.Ordinal)).Split(' ');
        return features.Contains("clwb") ? ["-mclwb"] : features.Contains("clflushopt") ? ["-mclflushopt"] : null;
    }

    private void Add(PageTablePeer peer, Func<PageTableRow, bool> takes) => _peers.Add((peer, takes));
}
