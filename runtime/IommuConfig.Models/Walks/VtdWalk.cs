using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>
/// VT-d second-level (second-stage) tables of 3 or 4 levels, in legacy mode. Intel Virtualization Technology for Directed I/O, sections
/// "Second-Stage Translation" and "Second-Stage Paging Entries".
/// </summary>
public sealed class VtdWalk : TableWalk
{
    private const ulong Read = 1UL << 0;
    private const ulong Write = 1UL << 1;
    private const ulong LargePage = 1UL << 7;
    private const ulong Snoop = 1UL << 11;
    private const ulong TransientMapping = 1UL << 62;

    /// <summary>The page sizes the unit has, bit n for 2^n bytes (capability SLLPS): 4 KiB always, 2 MiB and 1 GiB perhaps.</summary>
    public ulong PageSizes { get; init; } = 1UL << 12 | 1UL << 21 | 1UL << 30;

    /// <summary>Whether a page may ask for snooping (extended capability SC). Elsewhere the bit is reserved.</summary>
    public bool HasSnoopControl { get; init; }

    private protected override bool TryEnter(TableRoot root, out TableStep first)
    {
        first = new TableStep(root.Frame.Value << 12, root.Levels, 12 + (9 * (root.Levels - 1)), 9, PageAccess.All);
        return root.Levels is 3 or 4;
    }

    private protected override WalkResult? Follow(MachineMemory memory, ref TableStep at, ulong address, ulong entry)
    {
        if ((entry & (Read | Write)) == 0)
        {
            return WalkResult.NotMapped(at.Shift - 12);
        }

        // Bit 7 is ignored in the lowest level, where every entry is a page.
        bool hasLargePage = at.Level is 2 or 3 && (PageSizes & 1UL << at.Shift) != 0;
        bool isPage = at.Level == 1 || (hasLargePage && (entry & LargePage) != 0);
        ulong reserved = Bits(51, OutputBits) | TransientMapping;
        reserved |= isPage ? Bits(at.Shift - 1, 12) : LargePage;
        reserved |= isPage && HasSnoopControl ? 0 : Snoop;
        if ((entry & reserved) != 0)
        {
            return WalkResult.Faulted(FaultReason.ReservedBit);
        }

        PageAccess denied = ((entry & Read) == 0 ? PageAccess.Read : 0) | ((entry & Write) == 0 ? PageAccess.Write : 0);
        PageAccess access = at.Access & ~denied;
        ulong target = entry & Bits(51, 12);
        if (isPage)
        {
            return WalkResult.Mapped(target, at.Shift - 12, access);
        }

        at = new TableStep(target, at.Level - 1, at.Shift - 9, 9, access);
        return null;
    }
}
