using System;

namespace IommuConfig.Runtime;

/// <summary>What firmware says a range of machine memory is. The values of types 1 to 5 are those of E820 (ACPI specification, section 15).</summary>
public enum MemoryType
{
    /// <summary>Nothing was said about it: a hole, or addresses of devices.</summary>
    Unknown = 0,

    /// <summary>Usable memory.</summary>
    Ram = 1,

    /// <summary>Not to be touched: firmware or devices use it.</summary>
    Reserved = 2,

    /// <summary>ACPI tables, or ACPI's non-volatile store.</summary>
    Acpi = 3,

    /// <summary>Memory with errors.</summary>
    Unusable = 5,
}

/// <summary>The machine's memory as firmware describes it (x86: the E820 map). Made once, when the machine is described.</summary>
public sealed class MemoryMap : PlatformPart
{
    private Range[] _ranges = [];

    /// <summary>The number of ranges.</summary>
    public int Count => _ranges.Length;

    /// <summary>A range, by ascending address. The last byte is part of it.</summary>
    public (ulong First, ulong Last, MemoryType Type) this[int index] => (_ranges[index].First, _ranges[index].Last, _ranges[index].Type);

    /// <summary>Adds a range.</summary>
    /// <param name="first">The machine address of its first byte.</param>
    /// <param name="last">The machine address of its last byte.</param>
    /// <param name="type">What it is.</param>
    /// <returns>0; -EINVAL when it ends before it begins, or for <see cref="MemoryType.Unknown"/>; -EEXIST when it overlaps another one.</returns>
    public int Add(ulong first, ulong last, MemoryType type)
    {
        if (last < first || type == MemoryType.Unknown)
        {
            return -Errno.EINVAL;
        }

        int index = 0;
        while (index < _ranges.Length && _ranges[index].Last < first)
        {
            index++;
        }

        if (index < _ranges.Length && _ranges[index].First <= last)
        {
            return -Errno.EEXIST;
        }

        _ranges = [.. _ranges.AsSpan(0, index), new Range(first, last, type), .. _ranges.AsSpan(index)];
        return 0;
    }

    /// <summary>What is at a machine address.</summary>
    public MemoryType TypeOf(ulong address)
    {
        foreach (Range range in _ranges)
        {
            if (range.First <= address && address <= range.Last)
            {
                return range.Type;
            }
        }

        return MemoryType.Unknown;
    }

    /// <summary>Whether every byte of a range is of one type.</summary>
    public bool IsAll(ulong first, ulong last, MemoryType type)
    {
        foreach (Range range in _ranges)
        {
            if (range.Type == type && range.First <= first && first <= range.Last)
            {
                if (range.Last >= last)
                {
                    return true;
                }

                first = range.Last + 1;
            }
        }

        return false;
    }

    /// <summary>Makes a range reserved that lies in one range of usable memory. Where it does not, nothing changes.</summary>
    internal bool TryReserve(ulong first, ulong last)
    {
        int index = Array.FindIndex(_ranges, range => range.Type == MemoryType.Ram && range.First <= first && last <= range.Last);
        if (index < 0 || last < first)
        {
            return false;
        }

        Range old = _ranges[index];
        Range[] before = old.First < first ? [old with { Last = first - 1 }] : [];
        Range[] after = last < old.Last ? [old with { First = last + 1 }] : [];
        _ranges = [.. _ranges.AsSpan(0, index), .. before, new Range(first, last, MemoryType.Reserved), .. after, .. _ranges.AsSpan(index + 1)];
        return true;
    }

    private readonly record struct Range(ulong First, ulong Last, MemoryType Type);
}
