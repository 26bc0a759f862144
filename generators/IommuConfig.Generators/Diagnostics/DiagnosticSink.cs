using System.Collections.Generic;
using System.Linq;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Diagnostics;

/// <summary>
/// Collects what is wrong with one table. A diagnostic stands at the symbol it is about or, where that comes from another assembly, at the
/// table.
/// </summary>
internal sealed class DiagnosticSink(LocationInfo? table)
{
    private readonly List<DiagnosticInfo> _diagnostics = [];

    public IReadOnlyList<DiagnosticInfo> Diagnostics => _diagnostics;

    public void Report(DiagnosticDescriptor descriptor, ISymbol symbol, params string[] arguments) =>
        ReportAt(descriptor, LocationInfo.From(symbol.Locations.FirstOrDefault()), arguments);

    public void ReportAt(DiagnosticDescriptor descriptor, LocationInfo? location, params string[] arguments)
    {
        // A type of many hooks is looked at once for each.
        DiagnosticInfo diagnostic = DiagnosticInfo.Create(descriptor, location ?? table, arguments);
        if (!_diagnostics.Contains(diagnostic))
        {
            _diagnostics.Add(diagnostic);
        }
    }
}
