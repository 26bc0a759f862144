using System.Collections.Generic;
using System.Linq;
using System.Threading;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Dispatch;
using IommuConfig.Generators.Helpers;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IommuConfig.Generators.Absence;

/// <summary>
/// Explains declarations (a field, base, parameter or return type) whose constraint a table does not meet. The compiler does not run
/// analyzers in a build with such errors, so the generator reports them, from an output that only builds ask for: no keystroke pays for it.
/// </summary>
/// <remarks>The generator sees the program before the tables are completed: a table's struct is known by its name alone.</remarks>
internal static class AbsentInDeclarations
{
    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ResolvedTable?> tables) =>
        context.RegisterImplementationSourceOutput(
            tables
                .Collect()
                .Select(static (all, _) => all.OfType<ResolvedTable>().Where(table => table.Hooks.Any(hook => hook.AbsentReason is not null)).ToEquatableArray())
                .WithTrackingName(TrackingNames.AbsentHooks)
                .Combine(context.CompilationProvider),
            static (output, pair) =>
            {
                if (pair.Left.Count != 0)
                {
                    Scan(output, pair.Left, pair.Right);
                }
            });

    private static void Scan(SourceProductionContext output, EquatableArray<ResolvedTable> tables, Compilation compilation)
    {
        Dictionary<string, ResolvedTable> byName = tables.ToDictionary(table => table.Table.DisplayName);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel? model = null;
            foreach (GenericNameSyntax name in Declared(tree.GetRoot(output.CancellationToken)))
            {
                model ??= compilation.GetSemanticModel(tree);
                Check(output, name, model, byName);
            }
        }
    }

    // Bodies, initializers and what a constructor hands to another one are the analyzer's.
    private static IEnumerable<GenericNameSyntax> Declared(SyntaxNode root) =>
        root.DescendantNodes(static node => node is not (
                BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ArgumentListSyntax or GlobalStatementSyntax))
            .OfType<GenericNameSyntax>();

    private static void Check(SourceProductionContext output, GenericNameSyntax name, SemanticModel model, Dictionary<string, ResolvedTable> tables)
    {
        CancellationToken cancellation = output.CancellationToken;
        SeparatedSyntaxList<TypeSyntax> arguments = name.TypeArgumentList.Arguments;
        for (int i = 0; i < arguments.Count; i++)
        {
            if (UsingsInScope.TableOf(arguments[i], model, cancellation) is not { } tableSymbol || !tables.TryGetValue(tableSymbol.ToName(), out ResolvedTable? table))
            {
                continue;
            }

            SymbolInfo info = model.GetSymbolInfo(name, cancellation);
            if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not INamedTypeSymbol type || i >= type.TypeParameters.Length)
            {
                continue;
            }

            foreach (INamedTypeSymbol constraint in type.OriginalDefinition.TypeParameters[i].ConstraintTypes.OfType<INamedTypeSymbol>())
            {
                string reasons = Reasons(table, constraint);
                if (reasons.Length != 0)
                {
                    output.ReportDiagnostic(Diagnostic.Create(
                        TableDiagnostics.ContractNotImplemented, name.GetLocation(), type.Name, constraint.ToName(),
                        table.Table.DisplayName + ".Table", reasons));
                }
            }
        }
    }

    private static string Reasons(ResolvedTable resolved, INamedTypeSymbol constraint)
    {
        if (resolved.Implemented.Contains(constraint.ToSource()))
        {
            return "";
        }

        HashSet<string> contracts = [constraint.ToSource(), .. constraint.AllInterfaces.Select(SymbolExtensions.ToSource)];
        return string.Join("; ",
            from hook in resolved.Hooks
            where hook.AbsentReason is not null
            let contract = resolved.Table.Contracts[hook.Contract]
            where contracts.Contains(contract.FullName)
            select $"{contract.Hooks[hook.Hook].Name} {hook.AbsentReason}");
    }
}
