using System.Numerics;
using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>
/// AMD-Vi host tables (v1) of 1 to 6 levels, which is the mode in a device table entry. AMD I/O Virtualization Technology (IOMMU)
/// Specification, section "I/O Page Tables for Host Translations".
/// </summary>
public sealed class AmdWalk : TableWalk
{
    private const ulong Present = 1UL << 0;
    private const ulong CoherentOrUntranslated = 3UL << 59;
    private const ulong Readable = 1UL << 61;
    private const ulong Writable = 1UL << 62;

    // Next level: 0 is a page of the size of the level, 7 one whose size is in its address.
    private const int NaturalPage = 0;
    private const int SizedPage = 7;

    // The highest level has no pages: its entries stand for more than a machine address can say.
    private const int HighestLevel = 6;

    // What hardware ignores (bits 4:1, 8:7, 63), or keeps for itself (5 accessed, 6 dirty), may differ in entries of one page.
    private static readonly ulong s_meaning = ~(Bits(8, 1) | Bits(63, 63));

    private protected override bool TryEnter(TableRoot root, out TableStep first)
    {
        first = TableAt(root.Frame.Value << 12, root.Levels, PageAccess.All);
        return root.Levels is >= 1 and <= HighestLevel;
    }

    private protected override WalkResult? Follow(MachineMemory memory, ref TableStep at, ulong address, ulong entry)
    {
        if ((entry & Present) == 0)
        {
            return WalkResult.NotMapped(at.Shift - 12);
        }

        int next = (int)(entry >> 9) & 7;
        bool isPage = next is NaturalPage or SizedPage;
        ulong reserved = Bits(58, 52) | Bits(51, OutputBits) | (isPage ? 0 : CoherentOrUntranslated);
        if ((entry & reserved) != 0)
        {
            return WalkResult.Faulted(FaultReason.ReservedBit);
        }

        PageAccess denied = ((entry & Readable) == 0 ? PageAccess.Read : 0) | ((entry & Writable) == 0 ? PageAccess.Write : 0);
        PageAccess access = at.Access & ~denied;
        ulong target = entry & Bits(51, 12);
        if (isPage)
        {
            return next == NaturalPage ? Natural(at, target, access) : Sized(memory, at, address, entry, access);
        }

        // A table of the same level or a higher one cannot follow.
        if (next >= at.Level)
        {
            return WalkResult.Faulted(FaultReason.InvalidLevel);
        }

        // Levels between may be skipped; then the address bits that would index them are zero.
        if ((address & Bits(at.Shift - 1, 12 + (9 * next))) != 0)
        {
            return WalkResult.Faulted(FaultReason.AddressBeyondWidth);
        }

        at = TableAt(target, next, access);
        return null;
    }

    // The highest level has the seven bits that are left of 64.
    private static TableStep TableAt(ulong table, int level, PageAccess access) =>
        new(table, level, 12 + (9 * (level - 1)), level == HighestLevel ? 7 : 9, access);

    private static WalkResult Natural(in TableStep at, ulong page, PageAccess access)
    {
        if (at.Level == HighestLevel)
        {
            return WalkResult.Faulted(FaultReason.InvalidLevel);
        }

        return (page & Bits(at.Shift - 1, 12)) != 0
            ? WalkResult.Faulted(FaultReason.MisalignedPage)
            : WalkResult.Mapped(page, at.Shift - 12, access);
    }

    // The ones from bit 12 up to the first zero say the size: n of them for 2^(13 + n) bytes. It is larger than an entry and smaller than the
    // table, which holds the same entry for every part.
    private static WalkResult Sized(MachineMemory memory, in TableStep at, ulong address, ulong entry, PageAccess access)
    {
        int ones = BitOperations.TrailingZeroCount(~(entry >> 12));
        int shift = 13 + ones;
        if (at.Level == HighestLevel || shift <= at.Shift || shift >= at.Shift + 9)
        {
            return WalkResult.Faulted(FaultReason.InvalidLevel);
        }

        ulong first = address & ~Bits(shift - 1, 0);
        for (ulong part = 0; part < 1UL << (shift - at.Shift); part++)
        {
            if (!memory.TryReadEntry(at.EntryAddress(first + (part << at.Shift)), out ulong other))
            {
                return WalkResult.Faulted(FaultReason.TableNotReachable);
            }

            if (((other ^ entry) & s_meaning) != 0)
            {
                return WalkResult.Faulted(FaultReason.UnequalEntries);
            }
        }

        return WalkResult.Mapped(entry & Bits(51, shift), shift - 12, access);
    }
}
