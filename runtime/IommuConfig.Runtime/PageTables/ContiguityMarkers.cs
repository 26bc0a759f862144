using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace IommuConfig.Runtime;

/// <summary>
/// Notes in the entries of a table how far each is the beginning of a contiguous run, so that after an update a few reads tell whether the whole
/// table is one: then it is replaced by one entry of the level above.
/// </summary>
/// <remarks>
/// <para>
/// The marker of entry i is the largest b, at most the number of low zero bits of i, such that the 2^b entries from i on are all empty, or all
/// map the same way one after another, in step with their index. It is 0 for a pointer to a table, and for a page out of step. These are the rules
/// of Xen's <c>pt-contig-markers.h</c>.
/// </para>
/// <para>
/// Four bits that the hardware ignores hold it, as what it lacks to the most that it could be. So a cleared frame is a table of empty entries, with
/// all their markers right, and so is a table that maps one run; nothing has to be prepared.
/// </para>
/// </remarks>
public static unsafe class ContiguityMarkers<TFormat>
    where TFormat : struct, IPageTableFormat
{
    private const ulong Largest = 15;

    /// <summary>Whether entries have room for it.</summary>
    public static bool Exist
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TFormat.MarkerShift >= 0;
    }

    /// <summary>The bits that hold it.</summary>
    public static ulong Mask
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TFormat.MarkerShift < 0 ? 0 : Largest << (TFormat.MarkerShift & 63);
    }

    private static int IndexBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TableShape<TFormat>.IndexBits;
    }

    /// <summary>The marker of an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Get(ulong* table, int index) => Get(table, (uint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Get(ulong* table, nuint index) => Most(index) - (int)(table[index] >> (TFormat.MarkerShift & 63) & Largest);

    /// <summary>An entry without its marker.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Strip(ulong entry) => entry & ~Mask;

    /// <summary>An entry, which has no marker yet, with marker 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Alone(ulong entry, nuint index) => TFormat.MarkerShift < 0 ? entry : With(entry, index, 0);

    // The largest marker that an entry can have: 9 for the first of 512.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Most(nuint index) => BitOperations.TrailingZeroCount((uint)index | 1u << IndexBits);

    /// <summary>Whether no run that begins before an entry reaches over it: then writing it alone changes no other marker but by growing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsBoundary(ulong* table, nuint index)
    {
        nuint before = index & (index - 1);
        return Get(table, before) <= Most(index);
    }

    /// <summary>Ends at <paramref name="index"/> every run that begins before it and reaches over it.</summary>
    internal static void EndRunsAt(ulong* table, int index)
    {
        nuint at = (uint)index;
        while (at != 0)
        {
            int bits = Most(at);
            at &= at - 1;
            if (Get(table, at) <= bits)
            {
                return;
            }

            Volatile.Write(ref table[at], With(Strip(table[at]), at, bits));
        }
    }

    /// <summary>Writes the only entry of a table of zeros, which nothing points to yet: what <see cref="EndRunsAt"/> would find there is known.</summary>
    internal static void WriteOnly(ulong* table, nuint index, ulong entry)
    {
        table[index] = Alone(entry, index);
        for (nuint at = index; Exist && at != 0;)
        {
            int bits = Most(at);
            at &= at - 1;
            table[at] = With(0, at, bits);
        }
    }

    /// <summary>Joins a run that has just been written with those that it continues.</summary>
    /// <param name="table">The table.</param>
    /// <param name="index">Where the run begins.</param>
    /// <param name="bits">Its length as a power of two, which is also its marker.</param>
    /// <param name="value">The run's first entry, without its marker.</param>
    /// <param name="step">What one entry has more than the one before it; 0 for empty ones.</param>
    /// <returns>The length of the run that it is now part of, as a power of two.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Join(ulong* table, int index, int bits, ulong value, ulong step)
    {
        // What is stored depends on what was read by branches alone: the processor predicts those, and waits for no store before. Where the step
        // is the constant 0, nothing is left of the arithmetic with values.
        nuint start = (uint)index;
        for (nuint half = (nuint)1 << bits; half < (nuint)1 << IndexBits; half += half, bits++)
        {
            if ((start & half) == 0)
            {
                // A run that is the upper half of what could be one begins with the largest marker that it can have.
                if (table[start + half] != (step == 0 ? 0 : value + (step << bits)))
                {
                    break;
                }
            }
            else
            {
                nuint lower = start & (start - 1);
                ulong first = step == 0 ? 0 : value - (step << bits);
                if (table[lower] != With(first, lower, bits))
                {
                    break;
                }

                Volatile.Write(ref table[start], step == 0 ? 0 : value);
                start = lower;
                value = first;
            }
        }

        Volatile.Write(ref table[start], With(step == 0 ? 0 : value, start, bits));
        return bits;
    }

    // An entry, which has no marker yet, with one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong With(ulong entry, nuint index, int marker) => entry | (ulong)(uint)(Most(index) - marker) << (TFormat.MarkerShift & 63);
}
