using System.Collections.Generic;
using System.Linq;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>All formats in all their geometries.</summary>
internal static class TableCases
{
    private const ulong Pages4K = 1UL << 12;
    private const ulong Pages2M = 1UL << 21;

    internal static IReadOnlyList<TableCase> All { get; } = [.. Vtd(), .. Amd(), .. Arm(), .. X86(), .. RiscV()];

    /// <summary>One of each format, granule and handling of sizes.</summary>
    internal static IReadOnlyList<TableCase> OfEachFormat { get; } =
    [
        .. from name in (string[])
            [
                "VT-d 48", "AMD mode 4", "Arm stage 2 4K 40", "Arm stage 2 4K 40 BBM2", "Arm stage 2 16K 48", "Arm stage 2 64K 48 BBM2",
                "Arm stage 1 4K", "Arm stage 1 16K BBM2", "Arm stage 1 64K", "x86-64 47", "RISC-V 47",
            ]
           select Named(name),
    ];

    internal static TableCase Named(string name) => All.Single(each => each.Name == name);

    private static IEnumerable<TableCase> Vtd()
    {
        yield return Vtd("VT-d 39", 39);
        yield return Vtd("VT-d 48", 48);
        yield return Vtd("VT-d 48 with a spine to level 3", 48, spine: 3);
        yield return Vtd("VT-d 39 with a spine to level 1", 39, spine: 1);
        yield return Vtd("VT-d 48 in 4K", 48, sizes: Pages4K);
        yield return Vtd("VT-d 48 in 4K and 2M, spine 3", 48, sizes: Pages4K | Pages2M, spine: 3);
        yield return Vtd("VT-d 48 to 32", 48, output: 32);
        yield return Vtd("VT-d 39 to 39", 39, output: 39);
    }

    private static TableCase Vtd(string name, int bits, ulong sizes = 0, int spine = 0, int output = 0) => new(
        name,
        () => new TableOf<VtdSecondLevel>(),
        new PageTableOptions { AddressBits = bits, PageSizes = sizes, SpineLevel = spine, OutputBits = output },
        () => new VtdWalk { InputBits = bits, OutputBits = output == 0 ? 52 : output, PageSizes = sizes == 0 ? 1UL << 12 | 1UL << 21 | 1UL << 30 : sizes });

    private static IEnumerable<TableCase> Amd()
    {
        int[] bits = [21, 30, 39, 48, 57, 64];
        for (int mode = 1; mode <= 6; mode++)
        {
            yield return Amd($"AMD mode {mode}", bits[mode - 1]);
        }

        yield return Amd("AMD mode 4 in 4K", 48, Pages4K);
        yield return Amd("AMD mode 3 in 4K and 2M", 39, Pages4K | Pages2M);
        yield return Amd("AMD mode 4 in all natural sizes", 48, 1UL << 12 | 1UL << 21 | 1UL << 30 | 1UL << 39);
        yield return Amd("AMD mode 4 to 40", 48, output: 40);
    }

    private static TableCase Amd(string name, int bits, ulong sizes = 0, int output = 0) => new(
        name,
        () => new TableOf<AmdV1>(),
        new PageTableOptions { AddressBits = bits, PageSizes = sizes, OutputBits = output },
        () => new AmdWalk { OutputBits = output == 0 ? 52 : output });

    private static IEnumerable<TableCase> Arm()
    {
        foreach (bool changesSize in (bool[])[false, true])
        {
            foreach (int bits in (int[])[32, 36, 40, 42, 48])
            {
                yield return Arm<ArmStage2<Granule4K>>("stage 2 4K", 2, 12, bits, changesSize);
            }

            yield return Arm<ArmStage2<Granule4K>>("stage 2 4K in 4K", 2, 12, 40, changesSize, Pages4K);
            yield return Arm<ArmStage2<Granule4K>>("stage 2 4K in 4K and 2M", 2, 12, 40, changesSize, Pages4K | Pages2M);
            yield return Arm<ArmStage2<Granule4K>>("stage 2 4K to 32", 2, 12, 32, changesSize, output: 32);
            foreach (int bits in (int[])[36, 40, 48])
            {
                yield return Arm<ArmStage2<Granule16K>>("stage 2 16K", 2, 14, bits, changesSize);
            }

            foreach (int bits in (int[])[32, 42, 48])
            {
                yield return Arm<ArmStage2<Granule64K>>("stage 2 64K", 2, 16, bits, changesSize);
            }

            yield return Arm<ArmStage1<Granule4K>>("stage 1 4K", 1, 12, 0, changesSize);
            yield return Arm<ArmStage1<Granule16K>>("stage 1 16K", 1, 14, 0, changesSize);
            yield return Arm<ArmStage1<Granule64K>>("stage 1 64K", 1, 16, 0, changesSize);
            yield return Arm<ArmStage1<Granule4K>>("stage 1 4K", 1, 12, 39, changesSize);
        }
    }

    private static TableCase Arm<TFormat>(
        string name, int stage, int granuleBits, int bits, bool changesSizeAtOnce, ulong sizes = 0, int output = 0)
        where TFormat : struct, IPageTableFormat => new(
        "Arm " + name + (bits == 0 ? "" : $" {bits}") + (changesSizeAtOnce ? " BBM2" : ""),
        () => new TableOf<TFormat>(),
        new PageTableOptions { AddressBits = bits, PageSizes = sizes, OutputBits = output, ChangesSizeAtOnce = changesSizeAtOnce },
        () => new ArmWalk { Stage = stage, GranuleBits = granuleBits, OutputBits = output == 0 ? 48 : output });

    private static IEnumerable<TableCase> X86()
    {
        yield return X86("x86-64 47", 47);
        yield return X86("x86-64 56", 56);
        yield return X86("x86-64 47 in 4K and 2M to 36", 47, Pages4K | Pages2M, 36);
    }

    private static TableCase X86(string name, int bits, ulong sizes = 0, int output = 0) => new(
        name,
        () => new TableOf<X86Long>(),
        new PageTableOptions { AddressBits = bits, PageSizes = sizes, OutputBits = output },
        () => new X86Walk { OutputBits = output == 0 ? 52 : output });

    private static IEnumerable<TableCase> RiscV()
    {
        yield return RiscV("RISC-V 38", 38);
        yield return RiscV("RISC-V 47", 47);
        yield return RiscV("RISC-V 56", 56);
        yield return RiscV("RISC-V 38 in 4K", 38, Pages4K);
        yield return RiscV("RISC-V 38 to 44", 38, output: 44);
    }

    private static TableCase RiscV(string name, int bits, ulong sizes = 0, int output = 0) => new(
        name,
        () => new TableOf<RiscVSv>(),
        new PageTableOptions { AddressBits = bits, PageSizes = sizes, OutputBits = output },
        () => new RiscVWalk { OutputBits = output == 0 ? 56 : output });
}
