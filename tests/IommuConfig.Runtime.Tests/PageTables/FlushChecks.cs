using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>What a call asked to be flushed is exactly what it changed.</summary>
internal static class FlushChecks
{
    internal static void Flags(
        TableSnapshot before, TableSnapshot after, TableModel model, Extent wanted, FlushFlags flush, bool changesSizeAtOnce)
    {
        HashSet<Leaf> leaves = [.. after.Leaves];
        Expect(flush, FlushFlags.Modified, before.Leaves.Any(leaf => !leaves.Contains(leaf)));
        Expect(flush, FlushFlags.All, before.Tables.Keys.Any(frame => !after.Tables.ContainsKey(frame)));

        // Where tables are not promoted, mapping what is mapped so already may put larger pages in their place.
        bool isMapped = wanted.Count == 0 || wanted.Access == MapFlags.None || model.Within(wanted.Dfn, wanted.Count) is [var only] && only == wanted;
        if (changesSizeAtOnce || !isMapped || before.IsSame(after))
        {
            Expect(flush, FlushFlags.Added, !isMapped);
        }

        if (before.IsSame(after))
        {
            Mismatch.UnlessEqual(flush, FlushFlags.None, "flags, though nothing was changed");
        }
    }

    /// <summary>Of several calls together at least what they changed has to be flushed: what one added another may have changed.</summary>
    internal static void FlagsOfSeveral(TableSnapshot before, TableSnapshot after, TableModel model, Extent wanted, FlushFlags flush)
    {
        HashSet<Leaf> leaves = [.. after.Leaves];
        bool isMapped = wanted.Count == 0 || wanted.Access == MapFlags.None || model.Within(wanted.Dfn, wanted.Count) is [var only] && only == wanted;
        FlushFlags least = isMapped ? FlushFlags.None : FlushFlags.Added;
        least |= before.Leaves.Any(leaf => !leaves.Contains(leaf)) ? FlushFlags.Modified : FlushFlags.None;
        least |= before.Tables.Keys.Any(frame => !after.Tables.ContainsKey(frame)) ? FlushFlags.All : FlushFlags.None;
        Mismatch.Unless((flush & least) == least, $"the calls ask for {flush}, which should have {least}");
    }

    private static void Expect(FlushFlags flush, FlushFlags flag, bool expected)
    {
        if (((flush & flag) != 0) != expected)
        {
            Mismatch.Throw($"the call asks for {flush}, which should {(expected ? "" : "not ")}have {flag}");
        }
    }
}
