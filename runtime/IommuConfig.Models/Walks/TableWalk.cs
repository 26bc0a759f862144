using System.Collections.Generic;
using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>
/// Walks page tables of one format as hardware does. It is written from the architecture's specification, knows nothing of what builds tables,
/// and is strict: what the specification reserves is a fault, also where hardware is not obliged to look.
/// </summary>
/// <remarks>It remembers nothing; <see cref="TranslationCache"/> does.</remarks>
public abstract class TableWalk
{
    /// <summary>The number of bits of a machine address. Higher ones in an entry are a fault.</summary>
    public int OutputBits { get; init; } = 48;

    /// <summary>The most bits of a device address that the hardware translates. A root for more of them is refused.</summary>
    public int InputBits { get; init; } = 64;

    /// <summary>The size of the smallest page: 2^n bytes.</summary>
    public virtual int PageShift => 12;

    /// <summary>How an IOMMU of a kind walks tables.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="inputBits"><see cref="InputBits"/>.</param>
    /// <param name="outputBits"><see cref="OutputBits"/>.</param>
    /// <param name="pageSizes">The page sizes of VT-d, bit n for 2^n bytes. The other kinds have every size of their format.</param>
    public static TableWalk Of(IommuKind kind, int inputBits, int outputBits, ulong pageSizes) => kind switch
    {
        IommuKind.IntelVtd => new VtdWalk { InputBits = inputBits, OutputBits = outputBits, PageSizes = pageSizes },
        IommuKind.AmdVi => new AmdWalk { InputBits = inputBits, OutputBits = outputBits },
        _ => new ArmWalk { InputBits = inputBits, OutputBits = outputBits },
    };

    /// <summary>Translates a device address.</summary>
    /// <param name="memory">The memory that the table is in.</param>
    /// <param name="root">Where it begins.</param>
    /// <param name="address">The device address.</param>
    /// <param name="tables">Takes the tables that were gone through, the root first.</param>
    public WalkResult Run(MachineMemory memory, TableRoot root, ulong address, ICollection<TableStep>? tables = null)
    {
        FaultReason reason = Start(memory, root, address, out TableStep first);
        return reason == FaultReason.None ? Continue(memory, first, address, tables) : WalkResult.Faulted(reason);
    }

    /// <summary>Checks the root and the width of a device address, before any entry is read.</summary>
    /// <param name="memory">The memory that the table is in.</param>
    /// <param name="root">Where it begins.</param>
    /// <param name="address">The device address.</param>
    /// <param name="first">The root, as a step of the walk.</param>
    public FaultReason Start(MachineMemory memory, TableRoot root, ulong address, out TableStep first)
    {
        if (!TryEnter(root, out first) || first.AddressBits > InputBits || root.AddressBits > first.AddressBits)
        {
            return FaultReason.InvalidContext;
        }

        ulong size = (ulong)sizeof(ulong) << first.IndexBits;
        if (first.Table >> OutputBits != 0 || first.Table % size != 0 || !memory.Contains(first.Table, size))
        {
            return FaultReason.InvalidContext;
        }

        return Fits(first, address) ? FaultReason.None : FaultReason.AddressBeyondWidth;
    }

    /// <summary>Translates a device address from a table on the way.</summary>
    /// <param name="memory">The memory that the table is in.</param>
    /// <param name="at">The table to begin with.</param>
    /// <param name="address">The device address.</param>
    /// <param name="tables">Takes the tables that were gone through.</param>
    public WalkResult Continue(MachineMemory memory, TableStep at, ulong address, ICollection<TableStep>? tables = null)
    {
        while (true)
        {
            tables?.Add(at);
            if (!memory.TryReadEntry(at.EntryAddress(address), out ulong entry))
            {
                return WalkResult.Faulted(FaultReason.TableNotReachable);
            }

            if (Follow(memory, ref at, address, entry) is { } result)
            {
                return result;
            }
        }
    }

    /// <summary>The first step; false if the numbers make no sense in this format.</summary>
    private protected abstract bool TryEnter(TableRoot root, out TableStep first);

    /// <summary>Reads one entry.</summary>
    /// <returns>The end of the walk; or null, and <paramref name="at"/> is the next table, of a lower level.</returns>
    private protected abstract WalkResult? Follow(MachineMemory memory, ref TableStep at, ulong address, ulong entry);

    /// <summary>Whether the table translates an address at all. By default the bits beyond it are zero.</summary>
    private protected virtual bool Fits(in TableStep first, ulong address) => first.AddressBits == 64 || address >> first.AddressBits == 0;

    /// <summary>The bits from <paramref name="low"/> to <paramref name="high"/>, both included; none if there are none between them.</summary>
    private protected static ulong Bits(int high, int low) => high < low ? 0 : ulong.MaxValue >> (63 - high) & ulong.MaxValue << low;

    /// <summary>Whether all higher bits of an address equal the highest of its <paramref name="bits"/>.</summary>
    private protected static bool IsSignExtended(ulong address, int bits) => (ulong)((long)(address << (64 - bits)) >> (64 - bits)) == address;
}
