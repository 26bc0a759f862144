using System.Collections.Generic;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>Takes down what a dump shows.</summary>
internal sealed class RecordingSink
{
    internal List<Leaf> Leaves { get; } = [];

    internal List<(int Level, ulong Dfn, Mfn Table)> Tables { get; } = [];
}

/// <summary>Brings the calls of a dump to a <see cref="RecordingSink"/>.</summary>
internal readonly struct SinkOf(RecordingSink sink) : IPageTableSink
{
    public void Table(int level, Dfn dfn, Mfn table) => sink.Tables.Add((level, dfn.Value, table));

    public void Leaf(int level, Dfn dfn, Mfn mfn, MapFlags flags) =>
        sink.Leaves.Add(new Leaf(dfn.Value, flags.Order.Value, mfn.Value, flags.Access));
}
