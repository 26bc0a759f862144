using System.Linq;

using IommuConfig.Generators.Absence;
using IommuConfig.Generators.Configuration;
using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Completes every class marked <c>[DispatchTable]</c>.</summary>
internal static partial class DispatchTables
{
    private const string AttributeName = KnownNames.Namespace + "." + KnownNames.DispatchTable;

    public static void Register(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ConfigurationSnapshot?> configuration)
    {
        IncrementalValuesProvider<TableResolution> resolutions = context.SyntaxProvider
            .ForAttributeWithMetadataName(AttributeName, static (node, _) => node is ClassDeclarationSyntax, Parser.Parse)
            .WithTrackingName(TrackingNames.TableDeclaration)
            .Combine(configuration)
            .Select(static (pair, _) => Resolver.Resolve(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.TableResolution);

        // Together, because two tables over one contract find the same mistakes in it.
        context.RegisterSourceOutput(
            resolutions
                .Select(static (resolution, _) => resolution.Diagnostics)
                .Collect()
                .Select(static (all, _) => all.SelectMany(diagnostics => diagnostics).Distinct().ToEquatableArray())
                .WithTrackingName(TrackingNames.TableDiagnostics),
            static (output, diagnostics) =>
            {
                foreach (DiagnosticInfo diagnostic in diagnostics)
                {
                    output.ReportDiagnostic(diagnostic.ToDiagnostic());
                }
            });

        IncrementalValuesProvider<ResolvedTable> tables = resolutions
            .Where(static resolution => resolution.Table is not null)
            .Select(static (resolution, _) => resolution.Table!)
            .WithTrackingName(TrackingNames.ResolvedTable);

        // Files are named after the class alone; only where two classes are called alike does the namespace come in.
        IncrementalValueProvider<EquatableArray<string>> names = tables
            .Select(static (table, _) => table.Table.Name)
            .Collect()
            .Select(static (all, _) => all.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ToEquatableArray())
            .WithTrackingName(TrackingNames.AmbiguousTableNames);

        context.RegisterSourceOutput(
            tables.Combine(names),
            static (output, pair) => output.AddSource(HintName(pair.Left.Table, pair.Right), Emitter.Emit(pair.Left)));

        AbsentInDeclarations.Register(context, tables);
    }

    private static string HintName(TableModel table, EquatableArray<string> ambiguous) =>
        (ambiguous.Contains(table.Name) ? table.DisplayName : table.Name) + ".g.cs";
}
