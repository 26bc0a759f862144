using System;
using System.Globalization;
using System.IO;
using System.Numerics;
using System.Text;

namespace IommuConfig.Runtime;

/// <summary>
/// Writes a page table for people: a line for each range that is mapped the same way, in pages of one size, and a last one that counts,
/// or says that there is no root.
/// </summary>
/// <example>
/// <code>
/// 0x40000000..0x401fffff -> 0x600000..0x7fffff  rw  1 x 2M
/// 0x40200000..0x40202fff -> 0x503000..0x505fff  r-  3 x 4K
/// 4 tables, 4 pages
/// </code>
/// </example>
/// <param name="output">Receives the lines.</param>
/// <param name="table">The table that is going to be dumped, for how many tables its root is.</param>
public struct PageTableText(TextWriter output, in PageTable table) : IPageTableSink
{
    private ulong _first;
    private ulong _target;
    private ulong _frames;
    private MapFlags _flags;
    private int _tables = RootTables(table);
    private long _pages;

    /// <inheritdoc/>
    public void Table(int level, Dfn dfn, Mfn table) => _tables++;

    /// <inheritdoc/>
    public void Leaf(int level, Dfn dfn, Mfn mfn, MapFlags flags)
    {
        if (dfn.Value - _first < _frames && flags == _flags)
        {
            // A page whose size is in its address fills several entries, of which the first one said it all.
            return;
        }

        if (_frames == 0 || flags != _flags || dfn.Value != _first + _frames || mfn.Value != _target + _frames)
        {
            WriteRange();
            _first = dfn.Value;
            _target = mfn.Value;
            _flags = flags;
        }

        _frames += flags.Order.FrameCount;
        _pages++;
    }

    /// <summary>Writes what is left to write. To be called once, after the dump.</summary>
    public void Finish()
    {
        WriteRange();
        if (_tables == 0)
        {
            output.WriteLine("no root");
            return;
        }

        output.WriteLine($"{_tables} {(_tables == 1 ? "table" : "tables")}, {_pages} {(_pages == 1 ? "page" : "pages")}");
    }

    // The smallest page is as large as a table.
    private static int RootTables(in PageTable table) =>
        table.IsBuilt ? 1 << (table.Memory.OrderOf(table.Root.Frame).Value + 12 - BitOperations.TrailingZeroCount(table.PageSizes)) : 0;

    private void WriteRange()
    {
        if (_frames != 0)
        {
            StringBuilder line = new();
            line.Append(CultureInfo.InvariantCulture, $"0x{_first << 12:x}..0x{(_first + _frames << 12) - 1:x} -> 0x{_target << 12:x}..0x{(_target + _frames << 12) - 1:x}");
            line.Append(CultureInfo.InvariantCulture, $"  {_flags.Access}  {_frames >> _flags.Order.Value} x {SizeName(_flags.Order)}");
            output.WriteLine(line.ToString());
            _frames = 0;
        }
    }

    private static string SizeName(PageOrder order)
    {
        ReadOnlySpan<char> units = "KMGTPE";
        int bits = order.Value + 2;
        return (1UL << (bits % 10)).ToString(CultureInfo.InvariantCulture) + units[bits / 10];
    }
}
