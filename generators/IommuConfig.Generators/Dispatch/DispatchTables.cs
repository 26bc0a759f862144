using System;
using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Absence;
using IommuConfig.Generators.Configuration;
using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Completes every class marked <c>[DispatchTable]</c>.</summary>
internal static partial class DispatchTables
{
    public static void Register(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ConfigurationSnapshot?> configuration)
    {
        IncrementalValuesProvider<TableResolution> resolutions = context.CompilationProvider
            .SelectMany(new TableReader().Read)
            .WithTrackingName(TrackingNames.TableDeclaration)
            .Combine(configuration)
            .Select(static (pair, _) => Resolver.Resolve(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.TableResolution);

        // Together, because two tables over one contract find the same mistakes in it.
        context.ReportDiagnostics(
            resolutions
                .Select(static (resolution, _) => resolution.Diagnostics)
                .Collect()
                .Select(static (all, _) => all.SelectMany(diagnostics => diagnostics).Distinct().ToEquatableArray())
                .WithTrackingName(TrackingNames.TableDiagnostics));

        // Tables with mistakes stay in these steps, as nulls: where an item of a step comes to nothing, the compiler loses what others came to, at the next edit.
        IncrementalValuesProvider<ResolvedTable?> tables = resolutions
            .Select(static (resolution, _) => resolution.Table)
            .WithTrackingName(TrackingNames.ResolvedTable);

        // Files are named after the class alone; only where two classes are called alike does the namespace come in.
        IncrementalValueProvider<EquatableArray<TableFile>> names = tables
            .Select(static (table, _) => table is null ? null : new TableFile(table.Table.DisplayName, table.Table.Name))
            .Collect()
            .Select(static (all, _) => TableFile.OfAmbiguous(all.OfType<TableFile>()))
            .WithTrackingName(TrackingNames.AmbiguousTableNames);

        context.RegisterSourceOutput(
            tables.Combine(names),
            static (output, pair) =>
            {
                if (pair.Left is { } table)
                {
                    output.AddSource(HintName(table.Table, pair.Right), Emitter.Emit(table));
                }
            });

        AbsentInDeclarations.Register(context, tables);
    }

    private static string HintName(TableModel table, EquatableArray<TableFile> ambiguous) =>
        ambiguous.FirstOrDefault(file => file.Table == table.DisplayName)?.Name ?? new HintNames().Add(table.Name);

    /// <summary>How the file of a table is called.</summary>
    private sealed record TableFile(string Table, string Name)
    {
        public static EquatableArray<TableFile> OfAmbiguous(IEnumerable<TableFile> all)
        {
            HintNames names = new();
            return all
                .GroupBy(table => table.Name, StringComparer.OrdinalIgnoreCase)
                .Where(group => group.Count() > 1)
                .SelectMany(group => group)
                .OrderBy(table => table.Table, StringComparer.Ordinal)
                .Select(table => table with { Name = names.Add(table.Table) })
                .ToEquatableArray();
        }
    }
}
