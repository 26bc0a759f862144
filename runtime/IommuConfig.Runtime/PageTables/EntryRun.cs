using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Threading;

namespace IommuConfig.Runtime;

/// <summary>Entries of a table, one after another, that are read or written together.</summary>
/// <remarks>Hardware may be walking a linked table, and sees each entry as it was or as it is: there every store is of one entry.</remarks>
internal static unsafe class EntryRun
{
    private const int Group = 8;

    /// <summary>All bits that are set in any of some entries.</summary>
    internal static ulong BitsOf(ulong* entries, int count)
    {
        Vector512<ulong> all = default;
        int index = 0;
        for (; index <= count - Group; index += Group)
        {
            all |= Vector512.Load(entries + index);
        }

        Vector256<ulong> half = all.GetLower() | all.GetUpper();
        Vector128<ulong> quarter = half.GetLower() | half.GetUpper();
        ulong bits = quarter[0] | quarter[1];
        for (; index < count; index++)
        {
            bits |= entries[index];
        }

        return bits;
    }

    /// <summary>Writes entries of a linked table: each the one before and <paramref name="step"/>, and <paramref name="extra"/> as <see cref="Extra"/> says.</summary>
    internal static void Store(ulong* entries, int index, int count, ulong value, ulong step, int indexBits, ulong extra)
    {
        int end = index + count;
        for (; index < end && (index & (Group - 1)) != 0; index++, value += step)
        {
            Volatile.Write(ref entries[index], value + Extra(index, indexBits, extra));
        }

        ulong second = step + step + extra;
        ulong fourth = (step << 2) + extra + extra;
        for (; index <= end - Group; index += Group, value += step << 3)
        {
            ulong* group = entries + index;
            Volatile.Write(ref group[0], value + Extra(index, indexBits, extra));
            Volatile.Write(ref group[1], value + step);
            Volatile.Write(ref group[2], value + second);
            Volatile.Write(ref group[3], value + step + (step << 1));
            ulong upper = value + fourth;
            Volatile.Write(ref group[4], upper);
            upper = value + (step << 2);
            Volatile.Write(ref group[5], upper + step);
            Volatile.Write(ref group[6], upper + second);
            Volatile.Write(ref group[7], upper + step + (step << 1));
        }

        for (; index < end; index++, value += step)
        {
            Volatile.Write(ref entries[index], value + Extra(index, indexBits, extra));
        }
    }

    /// <summary>Writes entries of a table that nothing points to yet, as <see cref="Store"/> does, in the widest stores there are.</summary>
    internal static void Fill(ulong* entries, int index, int count, ulong value, ulong step, int indexBits, ulong extra)
    {
        int end = index + count;
        for (; index < end && (index & (Group - 1)) != 0; index++, value += step)
        {
            entries[index] = value + Extra(index, indexBits, extra);
        }

        Vector512<ulong> values = Vector512.Create(value) +
            (Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7) * step) + (Vector512.Create(0UL, 0, 1, 0, 2, 0, 1, 0) * extra);
        Vector512<ulong> steps = Vector512.Create(step << 3);
        for (; index <= end - Group; index += Group, value += step << 3)
        {
            (values + Vector512.CreateScalar(Extra(index, indexBits, extra))).Store(entries + index);
            values += steps;
        }

        for (; index < end; index++, value += step)
        {
            entries[index] = value + Extra(index, indexBits, extra);
        }
    }

    /// <summary>Clears entries of a linked table.</summary>
    internal static void Clear(ulong* entries, int index, int count)
    {
        int end = index + count;
        for (; index <= end - Group; index += Group)
        {
            ulong* group = entries + index;
            Volatile.Write(ref group[0], 0);
            Volatile.Write(ref group[1], 0);
            Volatile.Write(ref group[2], 0);
            Volatile.Write(ref group[3], 0);
            Volatile.Write(ref group[4], 0);
            Volatile.Write(ref group[5], 0);
            Volatile.Write(ref group[6], 0);
            Volatile.Write(ref group[7], 0);
        }

        for (; index < end; index++)
        {
            Volatile.Write(ref entries[index], 0);
        }
    }

    // `extra` for each low zero bit of the index: what makes the marker of an entry 0 where it is one step of a marker, nothing where it is 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Extra(int index, int indexBits, ulong extra) =>
        (ulong)System.Numerics.BitOperations.TrailingZeroCount((uint)index | 1u << indexBits) * extra;
}
