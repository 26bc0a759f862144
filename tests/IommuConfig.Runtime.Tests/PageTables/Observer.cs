using System;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>What a test does where the walker calls its host.</summary>
internal sealed unsafe class Observer
{
    internal Func<bool>? IsPreemptionPending { get; set; }

    internal Func<ulong, ulong, int>? Invalidate { get; set; }

    internal WriteBackAction? WriteBack { get; set; }

    internal delegate void WriteBackAction(byte* start, nuint size);
}

/// <summary>The surroundings of a table under test: everything goes to an <see cref="Observer"/>.</summary>
internal readonly unsafe struct ObservedHost(Observer observer) : IPageTableHost
{
    public bool IsPreemptionPending => observer.IsPreemptionPending?.Invoke() ?? false;

    public int Invalidate(Dfn first, ulong count) => observer.Invalidate?.Invoke(first.Value, count) ?? 0;

    public void WriteBack(void* start, nuint size) => observer.WriteBack?.Invoke((byte*)start, size);
}
