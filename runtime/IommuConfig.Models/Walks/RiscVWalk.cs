using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>
/// RISC-V tables of 3, 4 or 5 levels: Sv39, Sv48, Sv57. The RISC-V Instruction Set Manual, volume II, chapter "Supervisor-Level ISA",
/// section "Virtual Address Translation Process"; The RISC-V IOMMU Architecture walks them in the same way.
/// </summary>
/// <remarks>
/// Requests of devices are those of a user. The flags that say that a page was used or written are not set by hardware (Svade). The
/// extensions Svnapot and Svpbmt are absent, and their bits reserved.
/// </remarks>
public sealed class RiscVWalk : TableWalk
{
    private const ulong Valid = 1UL << 0;
    private const ulong Readable = 1UL << 1;
    private const ulong Writable = 1UL << 2;
    private const ulong Executable = 1UL << 3;
    private const ulong User = 1UL << 4;
    private const ulong Accessed = 1UL << 6;
    private const ulong Dirty = 1UL << 7;

    private protected override bool TryEnter(TableRoot root, out TableStep first)
    {
        first = new TableStep(root.Frame.Value << 12, root.Levels, 12 + (9 * (root.Levels - 1)), 9, PageAccess.All);
        return root.Levels is >= 3 and <= 5;
    }

    private protected override bool Fits(in TableStep first, ulong address) => IsSignExtended(address, first.AddressBits);

    private protected override WalkResult? Follow(MachineMemory memory, ref TableStep at, ulong address, ulong entry)
    {
        if ((entry & Valid) == 0)
        {
            return WalkResult.NotMapped(at.Shift - 12);
        }

        if ((entry & (Readable | Writable)) == Writable)
        {
            return WalkResult.Faulted(FaultReason.ReservedEncoding);
        }

        // An entry without permissions is a pointer, which has no flags either.
        bool isPage = (entry & (Readable | Writable | Executable)) != 0;
        ulong reserved = Bits(63, 54) | (isPage ? 0 : User | Accessed | Dirty);
        if ((entry & reserved) != 0)
        {
            return WalkResult.Faulted(FaultReason.ReservedBit);
        }

        // The page number is in bits 53:10.
        ulong target = (entry >> 10) << 12;
        if (target >> OutputBits != 0)
        {
            return WalkResult.Faulted(FaultReason.OutputBeyondWidth);
        }

        if (isPage)
        {
            return Page(at, entry, target);
        }

        if (at.Level == 1)
        {
            return WalkResult.Faulted(FaultReason.InvalidLevel);
        }

        at = new TableStep(target, at.Level - 1, at.Shift - 9, 9, PageAccess.All);
        return null;
    }

    // Every level has pages.
    private static WalkResult Page(in TableStep at, ulong entry, ulong target)
    {
        if ((target & Bits(at.Shift - 1, 12)) != 0)
        {
            return WalkResult.Faulted(FaultReason.MisalignedPage);
        }

        if ((entry & Accessed) == 0)
        {
            return WalkResult.Faulted(FaultReason.AccessFlagMissing);
        }

        PageAccess access = PageAccess.None;
        if ((entry & User) != 0)
        {
            access |= (entry & Readable) != 0 ? PageAccess.Read : 0;
            access |= (entry & Writable) != 0 ? PageAccess.Write : 0;
            access |= (entry & Executable) != 0 ? PageAccess.Execute : 0;
        }

        return WalkResult.Mapped(target, at.Shift - 12, access, (entry & Dirty) != 0);
    }
}
