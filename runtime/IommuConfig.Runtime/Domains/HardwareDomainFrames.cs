namespace IommuConfig.Runtime;

/// <summary>Which frames the hardware domain's devices reach, each at its own number (Xen today, x86).</summary>
internal static class HardwareDomainFrames
{
    // Inclusive mappings end at 4 GiB.
    private const ulong InclusiveEnd = (1UL << (32 - 12)) - 1;

    /// <summary>Works out the frames.</summary>
    /// <param name="memory">What firmware says about memory, or null: nothing.</param>
    /// <param name="options">The options, with <see cref="IommuOptions.HardwareDomainReserved"/> decided.</param>
    /// <param name="layout">What it may reach.</param>
    /// <param name="readOnly">The frames that can only be read.</param>
    /// <returns>The frames that can be read and written.</returns>
    internal static FrameRangeSet Of(MemoryMap? memory, IommuOptions options, HardwareDomainLayout layout, out FrameRangeSet readOnly)
    {
        FrameRangeSet frames = new();
        if (options.HardwareDomainInclusive)
        {
            frames.Add(0, InclusiveEnd);
        }

        for (int index = 0; memory is not null && index < memory.Count; index++)
        {
            (ulong first, ulong last, MemoryType type) = memory[index];
            bool isReached = type switch
            {
                MemoryType.Ram => !options.HardwareDomainStrict,
                MemoryType.Reserved => options.HardwareDomainInclusive || options.HardwareDomainReserved is true,
                _ => false,
            };
            if (isReached)
            {
                // A page that is only partly of the range is reached as a whole.
                frames.Add(first >> 12, last >> 12);
            }
        }

        frames.Remove(layout.OwnImage);
        frames.Remove(layout.Forbidden);

        // A domain that uses the machine's addresses reads all such registers; one that is translated only those it would have reached.
        readOnly = layout.IsTranslated ? Common(frames, layout.ReadOnly) : layout.ReadOnly.Copy();
        readOnly.Remove(layout.OwnImage);
        readOnly.Remove(layout.Forbidden);
        frames.Remove(layout.ReadOnly);
        return frames;
    }

    private static FrameRangeSet Common(FrameRangeSet left, FrameRangeSet right)
    {
        FrameRangeSet others = left.Copy();
        others.Remove(right);
        FrameRangeSet common = left.Copy();
        common.Remove(others);
        return common;
    }
}
