namespace IommuConfig.Runtime;

/// <summary>How the drivers free page tables that have no domain any more.</summary>
internal static class UnitCleanup<TFormat>
    where TFormat : struct, IPageTableFormat
{
    internal static unsafe void FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue)
    {
        FrameSource memory = platform.Memory;
        int level = memory.LevelOf(table);
        ulong* entries = memory.EntriesOf(table);
        int count = (int)(memory.OrderOf(table).FrameCount * FrameSource.FrameSize / sizeof(ulong));
        for (int index = 0; level > 1 && index < count; index++)
        {
            if (TFormat.IsPresent(entries[index]) && !TFormat.IsLeaf(entries[index], level))
            {
                Mfn child = new(TFormat.AddressOf(entries[index]) / FrameSource.FrameSize);
                memory.SetLevel(child, TFormat.NextLevel(entries[index], level));
                memory.Append(ref queue, child);
            }
        }

        memory.Free(table);
    }
}
