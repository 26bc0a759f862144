using System;
using IommuConfig.Models;
using static IommuConfig.Runtime.Tests.Models.HandTable;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>Where Arm tables may begin, concatenated roots, and the permissions and attributes that differ between the stages.</summary>
internal sealed class ArmRootTests
{
    private const ulong Pointer = 3;
    private const ulong AccessFlag = 1UL << 10;

    private static MachineMemory NewMemory() => new(new Mfn(0x100), 0x400);

    // Stage 1 begins where the width says; stage 2 one level lower, too, with up to 16 tables side by side, and where its register can say it.
    [TestCase(1, 12, 4, 48, 48, true)]
    [TestCase(1, 12, 4, 40, 48, true)]
    [TestCase(1, 12, 4, 39, 48, false)]
    [TestCase(1, 12, 3, 40, 48, false)]
    [TestCase(1, 12, 3, 39, 48, true)]
    [TestCase(1, 14, 4, 48, 48, true)]
    [TestCase(1, 14, 4, 47, 48, false)]
    [TestCase(1, 14, 3, 47, 48, true)]
    [TestCase(1, 16, 3, 48, 48, true)]
    [TestCase(1, 16, 2, 42, 48, true)]
    [TestCase(2, 12, 4, 48, 48, true)]
    [TestCase(2, 12, 4, 44, 44, true)]
    [TestCase(2, 12, 4, 42, 42, false, Description = "DDI 0487: level 0 needs 44 bits of machine address")]
    [TestCase(2, 12, 3, 42, 42, true)]
    [TestCase(2, 12, 3, 43, 48, true)]
    [TestCase(2, 12, 3, 44, 48, false, Description = "32 tables")]
    [TestCase(2, 12, 2, 34, 48, true)]
    [TestCase(2, 12, 2, 21, 48, false, Description = "nothing left for an index")]
    [TestCase(2, 12, 2, 22, 48, true)]
    [TestCase(2, 14, 4, 48, 48, false, Description = "no encoding")]
    [TestCase(2, 14, 3, 48, 48, true, Description = "two tables")]
    [TestCase(2, 14, 3, 40, 40, false)]
    [TestCase(2, 14, 2, 40, 40, true, Description = "16 tables")]
    [TestCase(2, 16, 3, 48, 48, true)]
    [TestCase(2, 16, 3, 43, 42, false)]
    [TestCase(2, 16, 2, 46, 48, true)]
    [TestCase(2, 16, 2, 47, 48, false)]
    [TestCase(2, 16, 1, 16, 48, false)]
    public void A_walk_begins_where_the_width_allows(int stage, int granule, int levels, int addressBits, int outputBits, bool allowed)
    {
        using MachineMemory memory = NewMemory();
        ArmWalk walk = new() { Stage = stage, GranuleBits = granule, OutputBits = outputBits };
        WalkResult result = walk.Run(memory, new TableRoot(new Mfn(0x100), levels, addressBits), 0);
        Assert.That(result, Is.EqualTo(allowed ? WalkResult.NotMapped(((granule - 3) * (levels - 1)) + granule - 12) : WalkResult.Faulted(FaultReason.InvalidContext)));
    }

    [TestCase(12, 3, 40, 2)]
    [TestCase(12, 3, 42, 8)]
    [TestCase(12, 3, 43, 16)]
    [TestCase(14, 3, 48, 2)]
    [TestCase(14, 2, 40, 16)]
    [TestCase(16, 2, 46, 16)]
    public void Tables_side_by_side_are_one_root_aligned_to_their_size(int granule, int levels, int addressBits, int tables)
    {
        using MachineMemory memory = NewMemory();
        ArmWalk walk = new() { GranuleBits = granule };
        ulong size = (ulong)tables << granule;
        ulong tableFrames = size >> 12;
        TableRoot root = new(new Mfn(0x100), levels, addressBits);

        // The last entry of the last table leads to a table, or block, at the end.
        ulong address = Bit(addressBits) - Bit(granule);
        ulong block = 0xf << 2 | 3 << 6 | 3 << 8 | AccessFlag | (granule == 12 ? 1UL << 30 : 0) | 1;
        if (levels == 3 && granule != 12)
        {
            Put(memory, (0x100UL << 12) + size - 8, 0x400UL << 12 | Pointer);
            Put(memory, (0x400UL << 12) + (1UL << granule) - 8, block);
        }
        else
        {
            Put(memory, (0x100UL << 12) + size - 8, block);
        }

        Assert.That(walk.Run(memory, root, address).Translate(address, true, out _), Is.EqualTo(FaultReason.None));
        Assert.That(walk.Run(memory, root, address ^ Bit(addressBits - 1)).Outcome, Is.EqualTo(WalkOutcome.NotMapped), "the other half of the tables");
        Assert.That(walk.Run(memory, root, address + Bit(granule)).Fault, Is.EqualTo(FaultReason.AddressBeyondWidth));
        foreach (ulong off in (ulong[])[1, tableFrames / 2])
        {
            TableRoot misaligned = root with { Frame = root.Frame + off };
            Assert.That(walk.Run(memory, misaligned, 0).Fault, Is.EqualTo(FaultReason.InvalidContext), $"{off} frames off");
        }
    }

    [TestCase(0UL, false, false)]
    [TestCase(1UL, true, false)]
    [TestCase(2UL, false, true)]
    [TestCase(3UL, true, true)]
    public void Stage_2_permissions(ulong permissions, bool reads, bool writes) =>
        Permits(2, _ => 0xf << 2 | permissions << 6, reads, writes);

    [TestCase(0UL, false, false, Description = "privileged only")]
    [TestCase(1UL, true, true)]
    [TestCase(2UL, false, false, Description = "privileged only")]
    [TestCase(3UL, true, false)]
    public void Stage_1_permissions(ulong permissions, bool reads, bool writes) => Permits(1, _ => permissions << 6, reads, writes);

    [Test]
    public void Limits_of_stage_1_tables_hold_for_all_below([Range(2, 4)] int level)
    {
        Permits(1, at => at == level ? 0UL : at == 1 ? 1UL << 6 : 0, true, true);
        Permits(1, at => at == level ? 1UL << 61 : at == 1 ? 1UL << 6 : 0, false, false);
        Permits(1, at => at == level ? 1UL << 62 : at == 1 ? 1UL << 6 : 0, true, false);
    }

    [Test]
    public void Code_runs_only_where_nothing_forbids_it([Values(1, 2)] int stage)
    {
        ulong leaf = stage == 1 ? 1UL << 6 : 0xf << 2 | 3 << 6;
        Assert.That(Walk(stage, at => at == 1 ? leaf : 0).Access, Is.EqualTo(PageAccess.All));
        Assert.That(Walk(stage, at => at == 1 ? leaf | 1UL << 54 : 0).Access, Is.EqualTo(PageAccess.Read | PageAccess.Write));
        if (stage == 1)
        {
            Assert.That(Walk(stage, at => at == 1 ? leaf : at == 3 ? 1UL << 60 : 0).Access, Is.EqualTo(PageAccess.Read | PageAccess.Write));
        }
    }

    [Test]
    public void Memory_attributes_of_stage_2_have_reserved_values([Range(0, 15)] int attributes)
    {
        FaultReason expected = attributes is 4 or 8 or 12 ? FaultReason.ReservedEncoding : FaultReason.None;
        Assert.That(Walk(2, at => at == 1 ? (ulong)attributes << 2 | 3 << 6 : 0).Translate(0, false, out _), Is.EqualTo(expected));
    }

    private static void Permits(int stage, Func<int, ulong> bits, bool reads, bool writes)
    {
        WalkResult result = Walk(stage, at => bits(at) & (at == 1 ? ulong.MaxValue : ~0xfffUL));
        Assert.That((result.Outcome, result.IsReadable, result.IsWritable), Is.EqualTo((WalkOutcome.Mapped, reads, writes)));
        Assert.That(result.Translate(0, true, out _), Is.EqualTo(writes ? FaultReason.None : FaultReason.WriteDenied));
        Assert.That(result.Translate(0, false, out _), Is.EqualTo(reads ? FaultReason.None : FaultReason.ReadDenied));
    }

    // Four levels of 4K tables from 0x104 down to 0x101, to address 0, with extra bits at each level.
    private static WalkResult Walk(int stage, Func<int, ulong> bits)
    {
        using MachineMemory memory = NewMemory();
        for (int level = 4; level >= 1; level--)
        {
            ulong entry = level == 1 ? 0x12345000 | 3UL << 8 | AccessFlag : (0x100UL + (ulong)(level - 1)) << 12;
            Put(memory, (0x100UL + (ulong)level) << 12, entry | Pointer | bits(level));
        }

        return new ArmWalk { Stage = stage }.Run(memory, new TableRoot(new Mfn(0x104), 4, 48), 0);
    }

    private static void Put(MachineMemory memory, ulong address, ulong entry) => BitConverter.TryWriteBytes(memory.Bytes(address, 8), entry);
}
