using System.Numerics;
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

        ulong bits = BitsOf(all);
        for (; index < count; index++)
        {
            bits |= entries[index];
        }

        return bits;
    }

    /// <summary>
    /// Writes entries of a linked table where nothing is: each the one before and <paramref name="step"/>, and <paramref name="extra"/> as
    /// <see cref="Extra"/> says.
    /// </summary>
    /// <param name="entries">The table.</param>
    /// <param name="index">The first entry.</param>
    /// <param name="count">The number of entries.</param>
    /// <param name="value">What the first is to be.</param>
    /// <param name="step">What each has more than the one before: a power of two.</param>
    /// <param name="indexBits">The number of bits of an index.</param>
    /// <param name="extra">A marker's lowest bit, or 0.</param>
    /// <param name="ignored">Bits that may be set where nothing is.</param>
    /// <returns>How many it wrote, which is less where something is.</returns>
    internal static int StoreInEmpty(ulong* entries, int index, int count, ulong value, ulong step, int indexBits, ulong extra, ulong ignored)
    {
        int first = index;
        int end = index + count;
        for (; index < end && (index & (Group - 1)) != 0; index++, value += step)
        {
            if ((entries[index] & ~ignored) != 0)
            {
                return index - first;
            }

            Volatile.Write(ref entries[index], value + Extra(index, indexBits, extra));
        }

        Vector512<ulong> present = Vector512.Create(~ignored);
        ulong second = step + step + extra;
        ulong third = step + step + step;
        ulong half = step << 2;
        for (; index <= end - Group; index += Group)
        {
            ulong* group = entries + index;
            if ((Vector512.Load(group) & present) != Vector512<ulong>.Zero)
            {
                break;
            }

            Volatile.Write(ref group[0], value + Extra(index, indexBits, extra));
            Volatile.Write(ref group[1], value + step);
            Volatile.Write(ref group[2], value + second);
            Volatile.Write(ref group[3], value + third);
            value += half;
            Volatile.Write(ref group[4], value + extra + extra);
            Volatile.Write(ref group[5], value + step);
            Volatile.Write(ref group[6], value + second);
            Volatile.Write(ref group[7], value + third);
            value += half;
        }

        for (; index < end && (entries[index] & ~ignored) == 0; index++, value += step)
        {
            Volatile.Write(ref entries[index], value + Extra(index, indexBits, extra));
        }

        return index - first;
    }

    /// <summary>Writes entries of a table that nothing points to yet, as <see cref="StoreInEmpty"/> does, in the widest stores there are.</summary>
    internal static void Fill(ulong* entries, int index, int count, ulong value, ulong step, int indexBits, ulong extra)
    {
        int end = index + count;
        for (; index < end && (index & (Group - 1)) != 0; index++, value += step)
        {
            entries[index] = value + Extra(index, indexBits, extra);
        }

        // Both are powers of two, and shifting takes a fraction of the time.
        Vector512<ulong> markers = Vector512.Create(0UL, 0, 1, 0, 2, 0, 1, 0) << BitOperations.Log2(extra);
        Vector512<ulong> values = Vector512.Create(value) +
            (Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7) << BitOperations.Log2(step)) + (extra == 0 ? default : markers);
        Vector512<ulong> steps = Vector512.Create(step << 3);
        if (index <= end - Group && (index & Group) != 0)
        {
            (values + Vector512.CreateScalar(Extra(index, indexBits, extra))).Store(entries + index);
            values += steps;
            index += Group;
            value += step << 3;
        }

        // Of two groups, the second one's first index has three low zero bits.
        Vector512<ulong> upper = values + steps + Vector512.CreateScalar(extra * 3);
        steps += steps;
        for (; index <= end - (2 * Group); index += 2 * Group, value += step << 4)
        {
            (values + Vector512.CreateScalar(Extra(index, indexBits, extra))).Store(entries + index);
            upper.Store(entries + index + Group);
            values += steps;
            upper += steps;
        }

        for (; index < end; index++, value += step)
        {
            entries[index] = value + Extra(index, indexBits, extra);
        }
    }

    /// <summary>Clears entries of a linked table.</summary>
    /// <returns>All bits that were set in any of them.</returns>
    internal static ulong Clear(ulong* entries, int index, int count)
    {
        int end = index + count;
        ulong bits = 0;
        for (; index < end && (index & (Group - 1)) != 0; index++)
        {
            bits |= entries[index];
            Volatile.Write(ref entries[index], 0);
        }

        Vector512<ulong> all = default;
        for (; index <= end - Group; index += Group)
        {
            ulong* group = entries + index;
            all |= Vector512.Load(group);
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
            bits |= entries[index];
            Volatile.Write(ref entries[index], 0);
        }

        return bits | BitsOf(all);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitsOf(Vector512<ulong> all)
    {
        Vector256<ulong> half = all.GetLower() | all.GetUpper();
        Vector128<ulong> quarter = half.GetLower() | half.GetUpper();
        return quarter[0] | quarter[1];
    }

    // `extra` for each low zero bit of the index: what makes the marker of an entry 0 where it is one step of a marker, nothing where it is 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Extra(int index, int indexBits, ulong extra) =>
        (ulong)BitOperations.TrailingZeroCount((uint)index | 1u << indexBits) * extra;
}
