using System.Collections.Generic;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>Hardware that remembers translations and forgets them only as the flush flags, or the walker in the middle of a call, say.</summary>
internal sealed class WatchingCache(CheckedTable table, TranslationCache cache)
{
    private const ushort Domain = 1;

    /// <summary>Translates, so that it remembers. In the middle of a call everything is as it was or as it is going to be.</summary>
    internal void Warm(HashSet<ulong> frames, bool isMidway)
    {
        // No architecture that asks for a break before make remembers absent entries.
        if (isMidway && cache.CachesAbsentEntries)
        {
            return;
        }

        foreach (ulong frame in frames)
        {
            cache.Translate(table.Table.Root, Domain, frame << 12, isWrite: false, out _);
        }
    }

    internal void Invalidate(ulong first, ulong count) => cache.ForgetPages(Domain, new Dfn(first), count);

    internal void Forget() => cache.ForgetDomain(Domain);

    internal void Flush(ulong first, ulong count, FlushFlags flags)
    {
        if ((flags & FlushFlags.All) != 0)
        {
            cache.ForgetDomain(Domain);
        }
        else if ((flags & FlushFlags.Modified) != 0 || ((flags & FlushFlags.Added) != 0 && cache.CachesAbsentEntries))
        {
            cache.ForgetPages(Domain, new Dfn(first), count);
        }
    }

    internal void Check(HashSet<ulong> frames)
    {
        foreach (ulong frame in frames)
        {
            bool isMapped = table.Model.TryFind(frame, out Extent extent);
            CheckRequest(frame, extent, isMapped && extent.Access.IsReadable, isWrite: false);
            CheckRequest(frame, extent, isMapped && extent.Access.IsWritable, isWrite: true);
        }
    }

    private void CheckRequest(ulong frame, Extent extent, bool isAllowed, bool isWrite)
    {
        FaultReason reason = cache.Translate(table.Table.Root, Domain, (frame << 12) + 0x123, isWrite, out ulong target);
        FaultReason denied = isWrite ? FaultReason.WriteDenied : FaultReason.ReadDenied;
        if (reason != (isAllowed ? FaultReason.None : denied) || (isAllowed && target != (extent.Mfn << 12) + 0x123))
        {
            Mismatch.Throw($"after the flush of {table.LastFlush}, hardware that remembers (absent entries {cache.CachesAbsentEntries}, " +
                $"tables {cache.CachesTables}) says of {frame:x} {reason} {target:x}, the model {(isAllowed ? extent.ToString() : "nothing")}");
        }
    }
}
