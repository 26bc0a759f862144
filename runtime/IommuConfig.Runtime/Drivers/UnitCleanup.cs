namespace IommuConfig.Runtime;

/// <summary>How the drivers free page tables that have no domain any more.</summary>
internal static class UnitCleanup
{
    internal static unsafe void FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue)
    {
        FrameSource memory = platform.Memory;
        int level = memory.LevelOf(table);
        if (level > 1)
        {
            ulong* entries = memory.EntriesOf(table);
            for (int index = 0; index < FrameSource.FrameSize / sizeof(ulong); index++)
            {
                if (VtdSecondLevel.IsPresent(entries[index]))
                {
                    Mfn child = VtdSecondLevel.FrameOf(entries[index]);
                    memory.SetLevel(child, level - 1);
                    memory.Append(ref queue, child);
                }
            }
        }

        memory.Free(table);
    }
}
