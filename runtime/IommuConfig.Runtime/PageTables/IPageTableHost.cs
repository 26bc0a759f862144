namespace IommuConfig.Runtime;

/// <summary>What a page table's walker needs from around it.</summary>
/// <remarks>
/// Implemented by structs, so that what does nothing costs nothing. The walker orders its stores, each entry of a linked table being a release
/// store, and does not wait for them: before hardware may be relied on to see them, whoever flushes, attaches a root or tells a device of a new
/// address completes them (Arm: DSB).
/// </remarks>
public interface IPageTableHost
{
    /// <summary>Whether a call that may stop half-way should.</summary>
    bool IsPreemptionPending { get; }

    /// <summary>
    /// Makes the hardware forget a range now, in the middle of a call: between breaking entries and making new ones, where the architecture asks for
    /// that. It forgets pages and the tables on the way to them, not the last level alone: what was broken may be a pointer. Done when it returns. The
    /// stores before the call come first, even where caches are coherent: on Arm DSB, TLBI, DSB.
    /// </summary>
    /// <returns>0, or the negative error of the hardware; then what was broken is put back, and the caller gets the error.</returns>
    int Invalidate(Dfn first, ulong count);

    /// <summary>
    /// Writes back what the processor's caches hold of some bytes, for hardware that reads memory behind them. Done, and ordered before every
    /// later store, when it returns. Called only for tables with <see cref="PageTableOptions.IsNonCoherent"/>.
    /// </summary>
    /// <param name="start">The first byte, of any alignment.</param>
    /// <param name="size">The number of bytes, at least 8.</param>
    unsafe void WriteBack(void* start, nuint size);
}
