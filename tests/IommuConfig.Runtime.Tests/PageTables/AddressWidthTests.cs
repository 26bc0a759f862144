using System.Collections.Generic;
using System.Linq;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>Every format in every width that somebody may ask for.</summary>
internal sealed class AddressWidthTests
{
    private static readonly Mfn s_first = new(0x10000);

    private static IEnumerable<TestCaseData> Widths()
    {
        yield return Of<VtdSecondLevel>(new VtdWalk(), Range(13, 48));
        yield return Of<AmdV1>(new AmdWalk(), Range(13, 64));
        yield return Of<X86Long>(new X86Walk(), [.. Range(13, 47), .. Range(49, 56)]);
        yield return Of<RiscVSv>(new RiscVWalk(), [.. Range(13, 38), .. Range(40, 47), .. Range(49, 56)]);
        yield return Of<ArmStage1<Granule4K>>(new ArmWalk { Stage = 1, GranuleBits = 12 }, Range(25, 48));
        yield return Of<ArmStage1<Granule16K>>(new ArmWalk { Stage = 1, GranuleBits = 14 }, Range(25, 48));
        yield return Of<ArmStage1<Granule64K>>(new ArmWalk { Stage = 1, GranuleBits = 16 }, Range(25, 48));
        yield return Of<ArmStage2<Granule4K>>(new ArmWalk { Stage = 2, GranuleBits = 12 }, Range(25, 48));
        yield return Of<ArmStage2<Granule16K>>(new ArmWalk { Stage = 2, GranuleBits = 14 }, Range(25, 48));
        yield return Of<ArmStage2<Granule64K>>(new ArmWalk { Stage = 2, GranuleBits = 16 }, Range(25, 48));
    }

    [TestCaseSource(nameof(Widths))]
    public void What_is_built_is_walked_up_to_its_last_page_and_all_else_is_refused(TableUnderTest table, TableWalk walk, int[] widths)
    {
        using MachineMemory memory = new(s_first, 512);
        ulong target = 7UL << (table.GranuleBits - 12);
        for (int bits = -1; bits <= 70; bits++)
        {
            // 0 is the format's own choice.
            if (bits == 0)
            {
                continue;
            }

            FrameSource source = SourceOver(memory);
            int built = table.Build(source, new PageTableOptions { AddressBits = bits });
            Assert.That(built, Is.EqualTo(widths.Contains(bits) ? 0 : -Errno.EINVAL), $"{bits} bits");
            if (built == 0)
            {
                ulong last = (1UL << (bits - 12)) - table.Granule;
                Expect(memory, table, walk, 0, target, $"the first page of {bits} bits");
                Expect(memory, table, walk, last, target, $"the last page of {bits} bits");
                table.Free();
            }
        }
    }

    private static void Expect(MachineMemory memory, TableUnderTest table, TableWalk walk, ulong dfn, ulong target, string what)
    {
        FlushFlags flush = FlushFlags.None;
        Assert.That(table.Map(dfn, target, table.Granule, MapFlags.ReadWrite, ref flush), Is.Zero, what);
        WalkResult end = walk.Run(memory, table.Root, dfn << 12);
        Assert.That(end.Outcome, Is.EqualTo(WalkOutcome.Mapped), () => $"{what}: {end.Fault}");
        Assert.That(end.Target((dfn << 12) + 0x234), Is.EqualTo((target << 12) + 0x234), what);
    }

    private static unsafe FrameSource SourceOver(MachineMemory memory) => new(memory.AddressOf(memory.First), memory.First, memory.Count);

    private static TestCaseData Of<TFormat>(TableWalk walk, int[] widths)
        where TFormat : struct, IPageTableFormat => new TestCaseData(new TableOf<TFormat>(), walk, widths).SetArgDisplayNames(TypeName(typeof(TFormat)));

    private static string TypeName(System.Type type) =>
        type.IsGenericType ? $"{type.Name[..^2]} {type.GenericTypeArguments[0].Name}" : type.Name;

    private static int[] Range(int first, int last) => [.. Enumerable.Range(first, last - first + 1)];
}
