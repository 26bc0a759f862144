using System;
using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>
/// The exact entries that the walker writes into memory, each as the sum of its bits from the specification, so that a mistake of encoding cannot
/// hide in both the walker that builds and the one that reads.
/// </summary>
internal sealed class GoldenEntryTests
{
    private static readonly MapFlags s_rw = MapFlags.ReadWrite;
    private static readonly MapFlags s_r = MapFlags.Readable;
    private static readonly MapFlags s_w = MapFlags.Writable;

    private static IEnumerable<TestCaseData> Rows()
    {
        // A row: the table, the level, the device frame and the machine frame, the permissions; then the bits of the entry.
        // VT-d: Intel Virtualization Technology for Directed I/O, 9.8 "Second-Stage Paging Entries".
        yield return Leaf("VT-d 48", 1, 0x5, 0x12345, s_rw, [("bit 0: R", 1UL << 0), ("bit 1: W", 1UL << 1), ("51:12 address", 0x12345UL << 12)]);
        yield return Leaf("VT-d 48", 1, 0x5, 0xf_ffff_ffff, s_r, [("bit 0: R", 1UL << 0), ("51:12 address", 0xf_ffff_ffffUL << 12)]);
        yield return Leaf("VT-d 48", 1, 0x5, 0x80_0000_0000, s_w, [("bit 1: W", 1UL << 1), ("bit 51 of the address", 1UL << 51)]);
        yield return Leaf("VT-d 48", 2, 0x400, 0x600, s_rw, [("R", 1UL << 0), ("W", 1UL << 1), ("bit 7: PS", 1UL << 7), ("51:21 address", 3UL << 21)]);
        yield return Leaf("VT-d 48", 3, 0x8_0000, 0xc_0000, s_r, [("R", 1UL << 0), ("bit 7: PS", 1UL << 7), ("51:30 address", 3UL << 30)]);
        yield return Pointer("VT-d 48", 2, [("R", 1UL << 0), ("W", 1UL << 1)]);
        yield return Pointer("VT-d 48", 3, [("R", 1UL << 0), ("W", 1UL << 1)]);
        yield return Pointer("VT-d 48", 4, [("R", 1UL << 0), ("W", 1UL << 1)]);

        // AMD: I/O Virtualization Technology (IOMMU) Specification, 2.2.3 "I/O Page Tables for Host Translations".
        yield return Leaf("AMD mode 6", 1, 0x5, 0x12345, s_rw,
            [("bit 0: PR", 1UL << 0), ("11:9 next level 0: a page", 0UL << 9), ("60: FC", 1UL << 60), ("61: IR", 1UL << 61),
                ("62: IW", 1UL << 62), ("51:12 address", 0x12345UL << 12)]);
        yield return Leaf("AMD mode 6", 1, 0x5, 0x12345, s_r, [("PR", 1UL << 0), ("FC", 1UL << 60), ("IR", 1UL << 61), ("51:12 address", 0x12345UL << 12)]);
        yield return Leaf("AMD mode 6", 1, 0x5, 0x12345, s_w, [("PR", 1UL << 0), ("FC", 1UL << 60), ("IW", 1UL << 62), ("51:12 address", 0x12345UL << 12)]);
        yield return Leaf("AMD mode 6", 2, 0x400, 0x600, s_rw,
            [("PR", 1UL << 0), ("FC", 1UL << 60), ("IR", 1UL << 61), ("IW", 1UL << 62), ("51:21 address", 3UL << 21)]);
        yield return Leaf("AMD mode 6", 3, 0x8_0000, 0xc_0000, s_rw,
            [("PR", 1UL << 0), ("FC", 1UL << 60), ("IR", 1UL << 61), ("IW", 1UL << 62), ("51:30 address", 3UL << 30)]);
        for (int level = 2; level <= 6; level++)
        {
            yield return Pointer("AMD mode 6", level, [("PR", 1UL << 0), ("11:9 next level", (ulong)(level - 1) << 9), ("IR", 1UL << 61), ("IW", 1UL << 62)]);
        }

        // Arm: Architecture Reference Manual (DDI 0487), D8.3 "Translation table descriptor formats", stage 2.
        foreach (string table in (string[])["Arm stage 2 4K 48", "Arm stage 2 4K 48 BBM2"])
        {
            yield return Leaf(table, 1, 0x5, 0x12345, s_rw,
                [("0: valid", 1UL << 0), ("1: page", 1UL << 1), ("5:2 MemAttr: normal, write-back", 15UL << 2),
                ("7:6 S2AP: read and write", 3UL << 6), ("9:8 SH: inner", 3UL << 8), ("10: AF", 1UL << 10), ("54:53 XN: 10", 1UL << 54),
                ("47:12 address", 0x12345UL << 12)]);
        }

        yield return Leaf("Arm stage 2 4K 48", 1, 0x5, 0x12345, s_r,
            [("valid", 1UL << 0), ("page", 1UL << 1), ("MemAttr", 15UL << 2), ("S2AP: 01 read", 1UL << 6), ("SH", 3UL << 8), ("AF", 1UL << 10),
                ("XN", 1UL << 54), ("address", 0x12345UL << 12)]);
        yield return Leaf("Arm stage 2 4K 48", 1, 0x5, 0x12345, s_w,
            [("valid", 1UL << 0), ("page", 1UL << 1), ("MemAttr", 15UL << 2), ("S2AP: 10 write", 2UL << 6), ("SH", 3UL << 8), ("AF", 1UL << 10),
                ("XN", 1UL << 54), ("address", 0x12345UL << 12)]);
        yield return Leaf("Arm stage 2 4K 48", 2, 0x400, 0x600, s_rw,
            [("valid", 1UL << 0), ("1: 0 block", 0), ("MemAttr", 15UL << 2), ("S2AP", 3UL << 6), ("SH", 3UL << 8), ("AF", 1UL << 10),
                ("XN", 1UL << 54), ("47:21 address", 3UL << 21)]);
        yield return Leaf("Arm stage 2 4K 48", 3, 0x8_0000, 0xc_0000, s_rw,
            [("valid", 1UL << 0), ("1: 0 block", 0), ("MemAttr", 15UL << 2), ("S2AP", 3UL << 6), ("SH", 3UL << 8), ("AF", 1UL << 10),
                ("XN", 1UL << 54), ("47:30 address", 3UL << 30)]);
        yield return Leaf("Arm stage 2 16K 48", 1, 0x14, 0x12344, s_rw,
            [("valid", 1UL << 0), ("page", 1UL << 1), ("MemAttr", 15UL << 2), ("S2AP", 3UL << 6), ("SH", 3UL << 8), ("AF", 1UL << 10),
                ("XN", 1UL << 54), ("47:14 address", 0x48d1UL << 14)]);
        yield return Leaf("Arm stage 2 16K 48", 2, 0x4000, 0x6000, s_rw,
            [("valid", 1UL << 0), ("block", 0), ("MemAttr", 15UL << 2), ("S2AP", 3UL << 6), ("SH", 3UL << 8), ("AF", 1UL << 10),
                ("XN", 1UL << 54), ("47:25 address", 3UL << 25)]);
        yield return Leaf("Arm stage 2 64K 48", 1, 0x50, 0x12340, s_rw,
            [("valid", 1UL << 0), ("page", 1UL << 1), ("MemAttr", 15UL << 2), ("S2AP", 3UL << 6), ("SH", 3UL << 8), ("AF", 1UL << 10),
                ("XN", 1UL << 54), ("47:16 address", 0x1234UL << 16)]);
        yield return Leaf("Arm stage 2 64K 48", 2, 0x4_0000, 0x6_0000, s_rw,
            [("valid", 1UL << 0), ("block", 0), ("MemAttr", 15UL << 2), ("S2AP", 3UL << 6), ("SH", 3UL << 8), ("AF", 1UL << 10),
                ("XN", 1UL << 54), ("47:29 address", 3UL << 29)]);
        yield return Pointer("Arm stage 2 4K 48", 2, [("valid", 1UL << 0), ("table", 1UL << 1)]);
        yield return Pointer("Arm stage 2 4K 48", 4, [("valid", 1UL << 0), ("table", 1UL << 1)]);
        yield return Pointer("Arm stage 2 4K 40", 3, [("valid", 1UL << 0), ("table", 1UL << 1)]);
        yield return Pointer("Arm stage 2 16K 48", 3, [("valid", 1UL << 0), ("table", 1UL << 1)]);
        yield return Pointer("Arm stage 2 64K 48", 3, [("valid", 1UL << 0), ("table", 1UL << 1)]);

        // The same, stage 1.
        yield return Leaf("Arm stage 1 4K", 1, 0x5, 0x12345, s_rw,
            [("valid", 1UL << 0), ("page", 1UL << 1), ("4:2 AttrIndx 0", 0), ("7:6 AP, bits 2:1 of it, 01 all may read and write", 1UL << 6),
                ("9:8 SH: inner", 3UL << 8), ("10: AF", 1UL << 10), ("11: nG", 1UL << 11), ("53: PXN", 1UL << 53), ("54: UXN", 1UL << 54),
                ("47:12 address", 0x12345UL << 12)]);
        yield return Leaf("Arm stage 1 4K", 1, 0x5, 0x12345, s_r,
            [("valid", 1UL << 0), ("page", 1UL << 1), ("AP, bits 2:1 of it: 11 all may read", 3UL << 6), ("SH", 3UL << 8), ("AF", 1UL << 10),
                ("nG", 1UL << 11), ("PXN", 1UL << 53), ("UXN", 1UL << 54), ("address", 0x12345UL << 12)]);
        yield return Leaf("Arm stage 1 4K", 2, 0x400, 0x600, s_rw,
            [("valid", 1UL << 0), ("block", 0), ("AP", 1UL << 6), ("SH", 3UL << 8), ("AF", 1UL << 10), ("nG", 1UL << 11), ("PXN", 1UL << 53),
                ("UXN", 1UL << 54), ("47:21 address", 3UL << 21)]);
        yield return Leaf("Arm stage 1 4K", 3, 0x8_0000, 0xc_0000, s_r,
            [("valid", 1UL << 0), ("block", 0), ("AP", 3UL << 6), ("SH", 3UL << 8), ("AF", 1UL << 10), ("nG", 1UL << 11), ("PXN", 1UL << 53),
                ("UXN", 1UL << 54), ("47:30 address", 3UL << 30)]);
        yield return Leaf("Arm stage 1 64K", 2, 0x4_0000, 0x6_0000, s_rw,
            [("valid", 1UL << 0), ("block", 0), ("AP", 1UL << 6), ("SH", 3UL << 8), ("AF", 1UL << 10), ("nG", 1UL << 11), ("PXN", 1UL << 53),
                ("UXN", 1UL << 54), ("47:29 address", 3UL << 29)]);
        yield return Pointer("Arm stage 1 4K", 2, [("valid", 1UL << 0), ("table, and nothing limited for those below", 1UL << 1)]);
        yield return Pointer("Arm stage 1 16K", 4, [("valid", 1UL << 0), ("table", 1UL << 1)]);

        // x86-64: Intel SDM, volume 3, 5.5.4 "Linear-Address Translation with 4-Level Paging and 5-Level Paging", tables 5-15 to 5-20.
        yield return Leaf("x86-64 56", 1, 0x5, 0x12345, s_rw,
            [("0: P", 1UL << 0), ("1: R/W", 1UL << 1), ("2: U/S", 1UL << 2), ("5: A", 1UL << 5), ("6: D", 1UL << 6), ("63: XD", 1UL << 63),
                ("51:12 address", 0x12345UL << 12)]);
        yield return Leaf("x86-64 56", 1, 0x5, 0x12345, s_r,
            [("P", 1UL << 0), ("U/S", 1UL << 2), ("A", 1UL << 5), ("D", 1UL << 6), ("XD", 1UL << 63), ("address", 0x12345UL << 12)]);
        yield return Leaf("x86-64 56", 2, 0x400, 0x600, s_rw,
            [("P", 1UL << 0), ("R/W", 1UL << 1), ("U/S", 1UL << 2), ("A", 1UL << 5), ("D", 1UL << 6), ("7: PS", 1UL << 7), ("XD", 1UL << 63),
                ("51:21 address", 3UL << 21)]);
        yield return Leaf("x86-64 56", 3, 0x8_0000, 0xc_0000, s_r,
            [("P", 1UL << 0), ("U/S", 1UL << 2), ("A", 1UL << 5), ("D", 1UL << 6), ("7: PS", 1UL << 7), ("XD", 1UL << 63),
                ("51:30 address", 3UL << 30)]);
        for (int level = 2; level <= 5; level++)
        {
            yield return Pointer("x86-64 56", level, [("P", 1UL << 0), ("R/W", 1UL << 1), ("U/S", 1UL << 2), ("A", 1UL << 5)]);
        }

        // RISC-V: Privileged Architecture, 12.4.1 "Addressing and Memory Protection" of Sv39: the page number is in bits 53:10.
        yield return Leaf("RISC-V 56", 1, 0x5, 0x12345, s_rw,
            [("0: V", 1UL << 0), ("1: R", 1UL << 1), ("2: W", 1UL << 2), ("4: U", 1UL << 4), ("6: A", 1UL << 6), ("7: D", 1UL << 7),
                ("53:10 PPN", 0x12345UL << 10)]);
        yield return Leaf("RISC-V 56", 1, 0x5, 0x12345, s_r,
            [("V", 1UL << 0), ("R", 1UL << 1), ("U", 1UL << 4), ("A", 1UL << 6), ("D", 1UL << 7), ("PPN", 0x12345UL << 10)]);
        yield return Leaf("RISC-V 56", 2, 0x400, 0x600, s_rw,
            [("V", 1UL << 0), ("R", 1UL << 1), ("W", 1UL << 2), ("U", 1UL << 4), ("A", 1UL << 6), ("D", 1UL << 7), ("PPN of level 2", 3UL << 19)]);
        yield return Leaf("RISC-V 56", 3, 0x8_0000, 0xc_0000, s_rw,
            [("V", 1UL << 0), ("R", 1UL << 1), ("W", 1UL << 2), ("U", 1UL << 4), ("A", 1UL << 6), ("D", 1UL << 7), ("PPN of level 3", 3UL << 28)]);
        yield return Leaf("RISC-V 56", 4, 0x1000_0000, 0x1800_0000, s_rw,
            [("V", 1UL << 0), ("R", 1UL << 1), ("W", 1UL << 2), ("U", 1UL << 4), ("A", 1UL << 6), ("D", 1UL << 7), ("PPN of level 4", 3UL << 37)]);
        yield return Leaf("RISC-V 56", 5, 0x20_0000_0000, 0x30_0000_0000, s_rw,
            [("V", 1UL << 0), ("R", 1UL << 1), ("W", 1UL << 2), ("U", 1UL << 4), ("A", 1UL << 6), ("D", 1UL << 7), ("PPN of level 5", 3UL << 46)]);
        for (int level = 2; level <= 5; level++)
        {
            yield return Pointer("RISC-V 56", level, [("V", 1UL << 0)]);
        }
    }

    [TestCaseSource(nameof(Rows))]
    public void An_entry_is_the_sum_of_its_bits(string name, int level, ulong dfn, ulong mfn, MapFlags access, (string Name, ulong Value)[] bits)
    {
        using TableMachine machine = new(TableCases.Named(name));
        using CheckedTable table = new(machine);
        bool isPointer = access == MapFlags.None;
        ulong count = isPointer ? table.Table.Granule : table.Table.Frames(level);
        Assert.That(table.Map(dfn, mfn, count, isPointer ? MapFlags.ReadWrite : access), Is.Zero);
        TableImage image = table.Now.Tables.Values.Single(each => each.Level == level && IsIn(each));
        int index = (int)((dfn - image.FirstDfn) >> table.Table.Order(level));
        ulong entry;
        unsafe
        {
            entry = machine.Source.EntriesOf(image.Frame)[index];
        }

        ulong expected = 0;
        foreach ((string bit, ulong value) in bits)
        {
            Assert.That(expected & value, Is.Zero, $"{bit} is named twice");
            expected += value;
        }

        if (isPointer)
        {
            Mfn lower = table.Now.Tables.Values.Single(each => each.Level == level - 1).Frame;
            expected += name.StartsWith("RISC-V", StringComparison.Ordinal) ? lower.Value << 10 : lower.Value << 12;
        }

        // The marker of what is alone is 0, and kept as what it lacks to the most it could be.
        int most = index == 0 ? table.Table.IndexBits : System.Numerics.BitOperations.TrailingZeroCount(index);
        bool isRun = !isPointer && (mfn >> table.Table.Order(level)) % (1UL << table.Table.IndexBits) == (ulong)index;
        Assert.That(isRun, Is.False, "the rows are out of step");
        Assert.That(entry & table.Table.MarkerMask, Is.EqualTo(table.Table.MarkerShift < 0 ? 0 : (ulong)most << table.Table.MarkerShift));
        Assert.That(entry & ~table.Table.MarkerMask, Is.EqualTo(expected), $"0x{entry:x}, not 0x{expected:x}");

        bool IsIn(TableImage each) => dfn - each.FirstDfn < table.Table.Frames(level) << table.Table.IndexBits && dfn >= each.FirstDfn;
    }

    [TestCase("VT-d 48", 0x00f0_0000_0000_0000UL, "55:52 are ignored")]
    [TestCase("AMD mode 4", 0x0000_0000_0000_001eUL, "4:1 are ignored")]
    [TestCase("Arm stage 2 4K 48", 0x0780_0000_0000_0000UL, "58:55 are reserved for software")]
    [TestCase("Arm stage 1 4K", 0x0780_0000_0000_0000UL, "58:55 are reserved for software")]
    [TestCase("x86-64 47", 0x00f0_0000_0000_0000UL, "58:52 are ignored")]
    [TestCase("RISC-V 47", 0UL, "9:8 are too few")]
    public void Markers_are_kept_where_hardware_looks_away(string name, ulong bits, string why) =>
        Assert.That(TableCases.Named(name).Create().MarkerMask, Is.EqualTo(bits), why);

    [TestCase("VT-d 39", 3, 39)]
    [TestCase("VT-d 48", 4, 48)]
    [TestCase("AMD mode 1", 1, 21)]
    [TestCase("AMD mode 6", 6, 64)]
    [TestCase("Arm stage 2 4K 32", 2, 32)]
    [TestCase("Arm stage 2 4K 40", 3, 40)]
    [TestCase("Arm stage 2 4K 42", 3, 42)]
    [TestCase("Arm stage 2 4K 48", 4, 48)]
    [TestCase("Arm stage 2 16K 40", 2, 40)]
    [TestCase("Arm stage 2 16K 48", 3, 48)]
    [TestCase("Arm stage 2 64K 42", 2, 42)]
    [TestCase("Arm stage 2 64K 48", 3, 48)]
    [TestCase("Arm stage 1 4K", 4, 48)]
    [TestCase("Arm stage 1 16K", 4, 48)]
    [TestCase("Arm stage 1 64K", 3, 48)]
    [TestCase("x86-64 47", 4, 47)]
    [TestCase("x86-64 56", 5, 56)]
    [TestCase("RISC-V 38", 3, 38)]
    [TestCase("RISC-V 56", 5, 56)]
    public void The_root_says_how_many_levels_and_bits_there_are(string name, int levels, int bits)
    {
        using TableMachine machine = new(TableCases.Named(name));
        using CheckedTable table = new(machine);
        Assert.That((table.Table.Root.Levels, table.Table.Root.AddressBits), Is.EqualTo((levels, bits)));
    }

    private static TestCaseData Leaf(string name, int level, ulong dfn, ulong mfn, MapFlags access, (string Name, ulong Value)[] bits) =>
        new TestCaseData(name, level, dfn, mfn, access, bits).SetArgDisplayNames(name, $"level {level}", $"0x{mfn:x}", access.ToString());

    private static TestCaseData Pointer(string name, int level, (string Name, ulong Value)[] bits) =>
        new TestCaseData(name, level, 0x50UL, 0x300UL, MapFlags.None, bits).SetArgDisplayNames(name, $"a table below level {level}");
}
