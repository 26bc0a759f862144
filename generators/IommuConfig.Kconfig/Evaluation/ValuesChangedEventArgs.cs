using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>A symbol that changed.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="OldValue">Its value before, as text: y, m, n, or the text of an int, hex or string.</param>
/// <param name="NewValue">Its value now.</param>
/// <param name="OldVisibility">How visible it was.</param>
/// <param name="NewVisibility">How visible it is.</param>
public sealed record ValueChange(Symbol Symbol, string OldValue, string NewValue, Tristate OldVisibility, Tristate NewVisibility);

/// <summary>What <see cref="Configuration.ValuesChanged"/> tells.</summary>
public sealed class ValuesChangedEventArgs : EventArgs
{
    internal ValuesChangedEventArgs(IReadOnlyList<ValueChange> changes) => Changes = changes;

    /// <summary>Every symbol whose value or visibility is another, in the order of the tree's symbols; never empty.</summary>
    public IReadOnlyList<ValueChange> Changes { get; }
}
