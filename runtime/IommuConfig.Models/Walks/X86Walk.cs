using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>
/// x86-64 tables of 4 or 5 levels, as a unit walks them for a device that shares addresses with a process. Intel 64 and IA-32 Architectures
/// Software Developer's Manual, volume 3, sections "4-Level Paging and 5-Level Paging" and "Access Rights".
/// </summary>
/// <remarks>
/// Requests of devices are those of a user, so every level must allow users. The model never writes tables, so the flags that say that an
/// entry was used or written must be set already. Execute disable is on; protection keys are off.
/// </remarks>
public sealed class X86Walk : TableWalk
{
    private const ulong Present = 1UL << 0;
    private const ulong Writable = 1UL << 1;
    private const ulong User = 1UL << 2;
    private const ulong Accessed = 1UL << 5;
    private const ulong Dirty = 1UL << 6;
    private const ulong LargePage = 1UL << 7;
    private const ulong ExecuteDisable = 1UL << 63;

    /// <summary>The page sizes, bit n for 2^n bytes: 4 KiB always, 2 MiB and 1 GiB perhaps.</summary>
    public ulong PageSizes { get; init; } = 1UL << 12 | 1UL << 21 | 1UL << 30;

    private protected override bool TryEnter(TableRoot root, out TableStep first)
    {
        first = new TableStep(root.Frame.Value << 12, root.Levels, 12 + (9 * (root.Levels - 1)), 9, PageAccess.All);
        return root.Levels is 4 or 5;
    }

    // Canonical addresses.
    private protected override bool Fits(in TableStep first, ulong address) => IsSignExtended(address, first.AddressBits);

    private protected override WalkResult? Follow(MachineMemory memory, ref TableStep at, ulong address, ulong entry)
    {
        if ((entry & Present) == 0)
        {
            return WalkResult.NotMapped(at.Shift - 12);
        }

        // In the lowest level bit 7 selects a memory type, and in a large page bit 12 does.
        bool hasLargePage = at.Level is 2 or 3 && (PageSizes & 1UL << at.Shift) != 0;
        bool isPage = at.Level == 1 || (hasLargePage && (entry & LargePage) != 0);
        ulong reserved = Bits(51, OutputBits) | (isPage ? Bits(at.Shift - 1, 13) : LargePage);
        if ((entry & reserved) != 0)
        {
            return WalkResult.Faulted(FaultReason.ReservedBit);
        }

        if ((entry & Accessed) == 0)
        {
            return WalkResult.Faulted(FaultReason.AccessFlagMissing);
        }

        PageAccess access = at.Access & Permissions(entry);
        if (isPage)
        {
            return WalkResult.Mapped(entry & Bits(51, at.Shift), at.Shift - 12, access, (entry & Dirty) != 0);
        }

        at = new TableStep(entry & Bits(51, 12), at.Level - 1, at.Shift - 9, 9, access);
        return null;
    }

    private static PageAccess Permissions(ulong entry)
    {
        if ((entry & User) == 0)
        {
            return PageAccess.None;
        }

        PageAccess denied = ((entry & Writable) == 0 ? PageAccess.Write : 0) | ((entry & ExecuteDisable) != 0 ? PageAccess.Execute : 0);
        return PageAccess.All & ~denied;
    }
}
