namespace IommuConfig.Runtime;

/// <summary>
/// Whether memory may be mapped one to one for a device whoever owns the device: the machine's memory map must not call it usable memory (VT-d
/// specification, section 8.4: firmware reports such regions as reserved).
/// </summary>
internal static class UnityMemory
{
    /// <summary>Whether no frame of a range is, or has a part that is, usable memory.</summary>
    internal static bool IsAllowed(MemoryMap memory, ulong first, ulong last)
    {
        for (int index = 0; index < memory.Count; index++)
        {
            (ulong start, ulong end, MemoryType type) = memory[index];
            if (type == MemoryType.Ram && start <= (last | 0xfff) && (first & ~0xffful) <= end)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a memory map says something about each byte of a range.</summary>
    internal static bool IsKnown(MemoryMap memory, ulong first, ulong last)
    {
        for (int index = 0; index < memory.Count; index++)
        {
            (ulong start, ulong end, _) = memory[index];
            if (start <= first && first <= end)
            {
                if (end >= last)
                {
                    return true;
                }

                first = end + 1;
            }
        }

        return false;
    }

    /// <summary>Calls reserved what the memory map does not know of a range that is allowed.</summary>
    internal static void Claim(MemoryMap memory, ulong first, ulong last)
    {
        first &= ~0xffful;
        last |= 0xfff;
        for (int index = 0; index < memory.Count && first <= last; index++)
        {
            (ulong start, ulong end, _) = memory[index];
            if (end < first)
            {
                continue;
            }

            if (start > last)
            {
                break;
            }

            if (first < start)
            {
                // What was a gap becomes the range at this index, and the one that ended the gap follows it.
                memory.Add(first, start - 1, MemoryType.Reserved);
                index++;
            }

            if (end >= last)
            {
                return;
            }

            first = end + 1;
        }

        memory.Add(first, last, MemoryType.Reserved);
    }
}
