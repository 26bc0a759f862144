using System.Runtime.InteropServices;

namespace IommuConfig.Benchmarks;

/// <summary>Calls one after another, as struct walk of Native/pagetables_loops.h: in groups, each call where the one before it ended.</summary>
/// <param name="Dfn">The first frame of the device's addresses.</param>
/// <param name="Mfn">The first machine frame.</param>
/// <param name="Count">The frames of each call.</param>
/// <param name="Calls">The calls of each group.</param>
/// <param name="Groups">How many groups.</param>
/// <param name="Stride">The frames from one group to the next.</param>
/// <param name="Order">Each call is for one page of this order; negative: for a range, in pages that the peer chooses.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Walk(ulong Dfn, ulong Mfn, ulong Count, ulong Calls, ulong Groups, ulong Stride, long Order)
{
    /// <summary>Each call is for a range.</summary>
    public const long Range = -1;

    /// <summary>The calls of all groups.</summary>
    public ulong AllCalls => Calls * Groups;

    /// <summary>The same groups, of which only the last call is made that would still fit between two groups.</summary>
    public Walk LastOfGroups(ulong count, long order) =>
        this with { Dfn = Dfn + Stride - count, Mfn = Mfn + Stride - count, Count = count, Calls = 1, Order = order };
}
