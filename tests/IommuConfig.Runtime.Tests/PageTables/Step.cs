using System;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>One call of a random sequence: what FsCheck's bytes mean for a table. They prefer the edges of pages and tables, and what is in step.</summary>
internal readonly record struct Step(ulong Dfn, ulong Mfn, ulong Count, MapFlags Access, bool IsUnmap, bool IsSingly, bool Completes)
{
    internal static Step Of((byte Kind, byte Place, byte Offset, byte Length, byte Target) bytes, CheckedTable on)
    {
        TableUnderTest table = on.Table;
        ulong granule = table.Granule;
        ulong dfn = Place(bytes.Place, on) + (Offset(bytes.Offset, table) * granule);
        dfn %= on.DfnEnd;
        bool isUnmap = bytes.Kind % 3 == 0;
        bool isSingly = bytes.Kind % 5 == 1;
        (ulong mfn, int inStep) = Target(bytes.Target, dfn, on);
        ulong count = Math.Min(Length(bytes.Length, isUnmap ? 4 : inStep, on), on.DfnEnd - dfn);
        count = isSingly ? Math.Min(count, MostSingly(dfn, count, on)) : count;
        if (mfn + count > on.MfnEnd)
        {
            mfn = on.MfnEnd - count;
        }

        return new Step(dfn, mfn, count, Permissions(bytes.Kind, table), isUnmap, isSingly, bytes.Kind % 4 == 0);
    }

    /// <summary>Makes the call, or several for single pages.</summary>
    internal long Run(CheckedTable on, MapFlags more = default)
    {
        long result = IsSingly ? on.ChangeSingly(Dfn, Mfn, Count, IsUnmap ? MapFlags.None : Access) :
            IsUnmap ? on.Unmap(Dfn, Count, more) : on.Map(Dfn, Mfn, Count, Access | more);
        if (Completes)
        {
            on.FlushCompleted();
        }

        return result;
    }

    public override string ToString() =>
        (IsSingly ? "page by page " : "") + (IsUnmap ? $"unmap {Dfn:x}+{Count:x}" : $"map {Dfn:x}+{Count:x}->{Mfn:x} {Access}");

    // The beginnings of pages and tables of every level.
    private static ulong Place(byte place, CheckedTable on)
    {
        TableUnderTest table = on.Table;
        int levels = table.Root.Levels;
        ulong large = table.Frames(2);
        ulong larger = table.Frames(Math.Min(levels, 3));
        ulong top = table.Frames(levels);
        ulong beyond = top << table.IndexBits;
        return (place % 12) switch
        {
            0 or 1 or 2 => 0,
            3 => large,
            4 => larger,
            5 => larger - large,
            6 => top,
            7 => on.DfnEnd - large,
            8 => on.DfnEnd - Math.Min(on.DfnEnd, larger),
            9 => beyond,
            10 => beyond - large,
            _ => large * 2,
        };
    }

    private static ulong Offset(byte offset, TableUnderTest table)
    {
        ulong count = 1UL << table.IndexBits;
        return (offset % 10) switch
        {
            0 or 1 or 2 => 0,
            3 => 1,
            4 => count - 1,
            5 => count / 2,
            6 => count + 1,
            7 => (ulong)offset / 8,
            8 => count - ((ulong)offset / 8),
            _ => 8,
        };
    }

    private static ulong Length(byte length, int inStep, CheckedTable on)
    {
        TableUnderTest table = on.Table;
        ulong large = table.Frames(2);
        ulong granule = table.Granule;
        bool isLargest = inStep > 2 && table.HighestLeafLevel >= 2;
        bool isLarge = inStep > 1;
        ulong larger = table.HighestLeafLevel >= 3 || isLargest ? table.Frames(3) : large * 2;
        return (length % 16) switch
        {
            0 or 1 => granule,
            2 => granule * 2,
            3 => granule * 7,
            4 => granule * 8,
            5 => (ulong)(length / 4 + 1) * granule,
            6 => large / 2,
            7 => large - granule,
            8 or 9 => large,
            10 => large + granule,
            11 => isLarge ? large * 2 : large,
            12 => isLarge ? large * 3 : granule * 16,
            13 => isLargest ? larger : granule * 4,
            14 => isLargest ? larger + large : large / 4,
            _ => isLargest ? (larger * 2) + granule : granule * 3,
        };
    }

    // Where to, and so many levels are in step: 1 for pages alone.
    private static (ulong Mfn, int InStep) Target(byte target, ulong dfn, CheckedTable on)
    {
        TableUnderTest table = on.Table;
        ulong half = on.MfnEnd / 2;
        int most = table.HighestLeafLevel;
        ulong large = table.Frames(2);
        return (target % 8) switch
        {
            0 or 1 => (dfn % half, most),
            2 or 3 => ((dfn + (table.Frames(3) * 3)) % half, most),
            4 or 5 => ((dfn + (large * 5)) % half, Math.Min(most, 2)),
            6 => ((dfn + (table.Granule * 3)) % half, 1),
            _ => ((dfn + (large * 5) + table.Granule) % half, 1),
        };
    }

    // What has to be looked at in the middle of each call is looked at for fewer of them.
    private static ulong MostSingly(ulong dfn, ulong count, CheckedTable on) =>
        on.IsNonCoherent || (on.Table.BreaksBeforeMake && on.Model.Within(dfn, count).Count != 0) ? on.Table.Granule * 150 : on.Table.Frames(2);

    private static MapFlags Permissions(byte kind, TableUnderTest table) => (kind / 3 % 8) switch
    {
        0 => MapFlags.Readable,
        1 when table.CanExpress(MapFlags.Writable) => MapFlags.Writable,
        2 when kind > 200 => MapFlags.None,
        _ => MapFlags.ReadWrite,
    };
}
