using System.Collections.Generic;

using IommuConfig.Kconfig;

namespace IommuConfig.Generators.Configuration;

/// <summary>What may differ between two snapshots.</summary>
/// <param name="Since">The version of the earlier one.</param>
/// <param name="Symbols">The symbols; no other has another value.</param>
internal sealed record ChangedSymbols(object Since, IReadOnlyList<Symbol> Symbols);
