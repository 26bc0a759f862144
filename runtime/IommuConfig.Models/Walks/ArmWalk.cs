using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>
/// Arm VMSAv8-64 tables of stage 1 (the lower half of addresses) or stage 2. Arm Architecture Reference Manual for A-profile (DDI 0487),
/// chapter D8: "Translation process", "Translation table descriptor formats" and, for the first table, "Translation table base address".
/// </summary>
/// <remarks>
/// Addresses have 48 bits at most. What only an optional feature gives a meaning to (FEAT_LPA, FEAT_XNX, FEAT_HAFDBS, FEAT_BBM) is reserved.
/// The contiguous hint is refused too: nothing would check the neighbours for which it stands.
/// Levels count from 1, the lowest: it is 4 minus the level in the manual.
/// </remarks>
public sealed class ArmWalk : TableWalk
{
    private const ulong Valid = 1UL << 0;
    private const ulong TableOrPage = 1UL << 1;
    private const ulong AccessFlag = 1UL << 10;
    private const ulong DirtyModifier = 1UL << 51;
    private const ulong Contiguous = 1UL << 52;
    private const ulong UnprivilegedExecuteNever = 1UL << 54;

    // More than one table of the highest level may lie side by side in stage 2.
    private const int ConcatenatedBits = 4;

    /// <summary>1 or 2.</summary>
    public int Stage { get; init; } = 2;

    /// <summary>The granule: 12 for 4 KiB, 14 for 16 KiB, 16 for 64 KiB.</summary>
    public int GranuleBits { get; init; } = 12;

    /// <inheritdoc/>
    public override int PageShift => GranuleBits;

    // An entry has eight bytes.
    private int Stride => GranuleBits - 3;

    private protected override bool TryEnter(TableRoot root, out TableStep first)
    {
        int shift = GranuleBits + (Stride * (root.Levels - 1));
        int indexBits = root.AddressBits - shift;
        first = new TableStep(root.Frame.Value << 12, root.Levels, shift, indexBits, PageAccess.All);

        // T0SZ is at most 48, with 64K granules 47.
        return root.Levels is >= 1 and <= 4
            && root.AddressBits <= 48 && root.AddressBits >= (GranuleBits == 16 ? 17 : 16)
            && indexBits >= 1 && indexBits <= (Stage == 1 ? Stride : Stride + ConcatenatedBits)
            && (Stage == 1 || MayBegin(root.Levels));
    }

    private protected override WalkResult? Follow(MachineMemory memory, ref TableStep at, ulong address, ulong entry)
    {
        if ((entry & Valid) == 0)
        {
            return WalkResult.NotMapped(at.Shift - 12);
        }

        bool isTableOrPage = (entry & TableOrPage) != 0;
        if (at.Level == 1 && !isTableOrPage)
        {
            return WalkResult.Faulted(FaultReason.ReservedEncoding);
        }

        return at.Level > 1 && isTableOrPage ? FollowTable(ref at, entry) : Page(at, entry);
    }

    // VTCR_EL2.SL0: there are encodings for three levels to begin with, and the highest of them asks for enough machine address bits.
    private bool MayBegin(int level) => GranuleBits switch
    {
        12 => level < 4 || OutputBits >= 44,
        14 => level < 3 || (level == 3 && OutputBits >= 42),
        _ => level < 3 || (level == 3 && OutputBits >= 44),
    };

    private WalkResult? FollowTable(ref TableStep at, ulong entry)
    {
        // Stage 1: bit 63 is of the secure state, and bits 62:59 limit what is below. Stage 2 has no such fields.
        ulong reserved = Bits(50, 48) | Bits(GranuleBits - 1, 12) | (Stage == 1 ? Bits(63, 63) : Bits(63, 59));
        FaultReason reason = Check(entry, reserved);
        if (reason != FaultReason.None)
        {
            return WalkResult.Faulted(reason);
        }

        PageAccess denied = PageAccess.None;
        if (Stage == 1)
        {
            denied |= (entry & 1UL << 61) != 0 ? PageAccess.Read | PageAccess.Write : 0;
            denied |= (entry & 1UL << 62) != 0 ? PageAccess.Write : 0;
            denied |= (entry & 1UL << 60) != 0 ? PageAccess.Execute : 0;
        }

        at = new TableStep(entry & Bits(47, GranuleBits), at.Level - 1, at.Shift - Stride, Stride, at.Access & ~denied);
        return null;
    }

    private WalkResult Page(in TableStep at, ulong entry)
    {
        // Blocks are in the second level, and with 4K granules in the third.
        if (at.Level > (GranuleBits == 12 ? 3 : 2))
        {
            return WalkResult.Faulted(FaultReason.InvalidLevel);
        }

        // Stage 1: bit 5 is of the secure state. Stage 2: bit 11 is unused, and bit 53 needs a feature.
        ulong reserved = Bits(at.Shift - 1, 12) | Bits(50, 48) | DirtyModifier | Contiguous | (Stage == 1 ? 1UL << 5 : 1UL << 11 | 1UL << 53);
        FaultReason reason = Check(entry, reserved);
        if (reason == FaultReason.None && !HasKnownAttributes(entry))
        {
            reason = FaultReason.ReservedEncoding;
        }

        if (reason == FaultReason.None && (entry & AccessFlag) == 0)
        {
            reason = FaultReason.AccessFlagMissing;
        }

        return reason == FaultReason.None
            ? WalkResult.Mapped(entry & Bits(47, at.Shift), at.Shift - 12, at.Access & Permissions(entry))
            : WalkResult.Faulted(reason);
    }

    private FaultReason Check(ulong entry, ulong reserved)
    {
        if ((entry & reserved) != 0)
        {
            return FaultReason.ReservedBit;
        }

        return (entry & Bits(47, OutputBits)) != 0 ? FaultReason.OutputBeyondWidth : FaultReason.None;
    }

    private bool HasKnownAttributes(ulong entry)
    {
        // SH, bits 9:8: 01 is reserved.
        if (((entry >> 8) & 3) == 1)
        {
            return false;
        }

        // Stage 2, MemAttr, bits 5:2: normal memory (the upper half is not 00) has its inner cacheability in the lower half, where 00 is
        // reserved. In stage 1 the field is an index to attributes that are not in the table.
        ulong attributes = (entry >> 2) & 0xf;
        return Stage == 1 || attributes >> 2 == 0 || (attributes & 3) != 0;
    }

    // Requests of devices are unprivileged.
    private PageAccess Permissions(ulong entry)
    {
        bool lower = (entry & 1UL << 6) != 0;
        bool upper = (entry & 1UL << 7) != 0;
        PageAccess access = (entry & UnprivilegedExecuteNever) == 0 ? PageAccess.Execute : 0;

        // Stage 1, AP[2:1]: read-only, unprivileged. Stage 2, S2AP: write, read.
        if (Stage == 1)
        {
            return access | (lower ? PageAccess.Read | (upper ? 0 : PageAccess.Write) : 0);
        }

        return access | (lower ? PageAccess.Read : 0) | (upper ? PageAccess.Write : 0);
    }
}
