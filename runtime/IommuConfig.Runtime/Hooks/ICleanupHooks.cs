namespace IommuConfig.Runtime;

/// <summary>Page tables that nobody uses any more, and memory that the hardware does not snoop.</summary>
/// <remarks>Neither hook knows the domain that the page was for, so in a mixed build they do not exist.</remarks>
[HookContract]
public interface ICleanupHooks
{
    /// <summary>Frees one page table, after queueing the tables it points to. Its level is the frame's <see cref="FrameSource.LevelOf"/>.</summary>
    /// <param name="platform">Whose memory it is.</param>
    /// <param name="table">The table. No hardware remembers it.</param>
    /// <param name="queue">Receives the tables below it, each with its level, at the end.</param>
    static abstract void FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue);

    /// <summary>Writes back what the processor's caches hold of a range, for hardware that reads memory behind them. Optional; nothing by default.</summary>
    /// <param name="platform">Whose memory it is.</param>
    /// <param name="address">The machine address of the first byte; any alignment.</param>
    /// <param name="size">The number of bytes.</param>
    static virtual void SyncCache(IommuPlatform platform, ulong address, ulong size)
    {
    }
}
