using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace IommuConfig.Runtime;

public static unsafe partial class PageTableWalker<TFormat, THost>
{
    // Writes a run into a table that nothing points to yet.
    private static void FillNew(in Run run, bool isZero)
    {
        int end = run.Index + run.Count;
        if (!isZero && run.Count != EntryCount)
        {
            new Span<ulong>(run.Entries, run.Index).Clear();
            new Span<ulong>(run.Entries + end, EntryCount - end).Clear();
        }

        EntryRun.Fill(run.Entries, run.Index, run.Count, run.Value, run.Step, IndexBits, ExtraOf(run));
        if (ContiguityMarkers<TFormat>.Exist && run.Count != EntryCount)
        {
            ContiguityMarkers<TFormat>.EndRunsAt(run.Entries, run.Index);
            if (run.IsInStep && end < EntryCount)
            {
                ContiguityMarkers<TFormat>.EndRunsAt(run.Entries, end);
            }
        }
    }

    // Writes a run into a linked table, as far as nothing is there. Tells whether the table is one run now.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool StoreInEmpty(ref PageTable table, ref THost host, in Run run, out int stored)
    {
        stored = EntryRun.StoreInEmpty(
            run.Entries, run.Index, run.Count, run.Value, run.Step, IndexBits, ExtraOf(run), ContiguityMarkers<TFormat>.Mask);
        if (stored == 0)
        {
            return false;
        }

        EndRunsAt(run.Entries, run.Index);
        WriteBack(ref table, ref host, run.Entries + run.Index, stored);
        return run.IsInStep && Joins(run.Entries, run.Index, stored, run.Value, run.Step);
    }

    // Writes a run over whatever is there, entry by entry.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Replace(ref PageTable table, ref THost host, in Run run, ref FlushFlags flush)
    {
        bool isWhole = false;
        ulong value = run.Value;
        for (int index = run.Index; index < run.Index + run.Count; index++, value += run.Step)
        {
            ulong old = ContiguityMarkers<TFormat>.Strip(run.Entries[index]);
            if (old == value)
            {
                continue;
            }

            isWhole |= Write(run.Entries, index, value, run.Step, run.IsInStep);
            flush |= FlushFlags.Added;
            Drop(ref table, IsBroken(old) ? old | TFormat.PresentBits : old, run.Level, ref flush);
        }

        WriteBack(ref table, ref host, run.Entries + run.Index, run.Count);
        return isWhole;
    }

    // An entry is no longer in its table: says what to flush, and retires the tables it pointed to.
    private static void Drop(ref PageTable table, ulong old, int level, ref FlushFlags flush)
    {
        if (!TFormat.IsPresent(old))
        {
            return;
        }

        flush |= FlushFlags.Modified;
        if (!TFormat.IsLeaf(old, level))
        {
            Retire(ref table, table.At(TFormat.AddressOf(old)), level - 1, ref flush);
        }
    }

    // A table, and those below it, that nothing points to any more. Hardware may remember where they are, whatever address it was for.
    private static void Retire(ref PageTable table, ulong* entries, int level, ref FlushFlags flush)
    {
        flush |= FlushFlags.Modified | FlushFlags.All;
        for (int index = 0; level > 1 && index < EntryCount; index++)
        {
            ulong entry = entries[index];
            if (TFormat.IsPresent(entry) && !TFormat.IsLeaf(entry, level))
            {
                Retire(ref table, table.At(TFormat.AddressOf(entry)), level - 1, ref flush);
            }
        }

        table.Retire(entries);
    }

    // Writes one entry of a table, whatever is around it; joins it with its neighbours if it is one that may be part of a run. Tells whether the
    // whole table is one run now.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Write(ulong* entries, int index, ulong value, ulong step, bool joins)
    {
        if (ContiguityMarkers<TFormat>.Exist && !ContiguityMarkers<TFormat>.IsBoundary(entries, (uint)index))
        {
            ContiguityMarkers<TFormat>.EndRunsAt(entries, index);
        }

        if (ContiguityMarkers<TFormat>.Exist && joins)
        {
            return ContiguityMarkers<TFormat>.Join(entries, index, 0, value, step) == IndexBits;
        }

        Volatile.Write(ref entries[index], ContiguityMarkers<TFormat>.Alone(value, (uint)index));
        return joins && IsOneRun(entries, index, value, step);
    }

    // A pointer, or a page out of step.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteAlone(ulong* entries, int index, ulong entry) => Write(entries, index, entry, 0, joins: false);

    // Joins a run that was just written, or cleared, with its neighbours. Tells whether the whole table is one now.
    private static bool Joins(ulong* entries, int index, int count, ulong value, ulong step)
    {
        if (!ContiguityMarkers<TFormat>.Exist)
        {
            return IsOneRun(entries, index, value, step);
        }

        int end = index + count;
        if (end < EntryCount)
        {
            ContiguityMarkers<TFormat>.EndRunsAt(entries, end);
        }

        // The run is blocks of powers of two. Its last one may go on beyond it, its first one before it.
        int length = BitOperations.Log2((uint)count);
        int bits = Math.Min(ContiguityMarkers<TFormat>.Most((uint)end), length);
        int last = end - (1 << bits);
        int joined = ContiguityMarkers<TFormat>.Join(entries, last, bits, value + ((ulong)(last - index) * step), step);
        if (last != index)
        {
            bits = Math.Min(ContiguityMarkers<TFormat>.Most((uint)index), length);
            joined = Math.Max(joined, ContiguityMarkers<TFormat>.Join(entries, index, bits, value, step));
        }

        return joined == IndexBits;
    }

    // The same without markers: looks, at the ends and the neighbours first.
    private static bool IsOneRun(ulong* entries, int index, ulong value, ulong step)
    {
        ulong first = value - ((ulong)index * step);
        if (entries[0] != first || entries[EntryCount - 1] != first + ((ulong)(EntryCount - 1) * step))
        {
            return false;
        }

        for (int other = 1; other < EntryCount; other++)
        {
            int next = (index + other) & (EntryCount - 1);
            if (entries[next] != first + ((ulong)next * step))
            {
                return false;
            }
        }

        return true;
    }

    private static void EndRunsAt(ulong* entries, int index)
    {
        if (ContiguityMarkers<TFormat>.Exist)
        {
            ContiguityMarkers<TFormat>.EndRunsAt(entries, index);
        }
    }

    private static ulong ExtraOf(in Run run) => run.IsInStep || !ContiguityMarkers<TFormat>.Exist ? 0 : 1UL << (TFormat.MarkerShift & 63);
}
