using System.Collections.Generic;
using System.Linq;
using System.Threading;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IommuConfig.Generators.Dispatch;

internal static partial class DispatchTables
{
    /// <summary>From the class and its attributes to the model.</summary>
    internal static class Parser
    {
        public static TableDeclaration Parse(
            INamedTypeSymbol table, ClassDeclarationSyntax declaration, AttributeData attribute, CancellationToken cancellation)
        {
            LocationInfo? location = LocationInfo.From(attribute.ApplicationSyntaxReference, cancellation);
            DiagnosticSink sink = new(location);

            if (!CanBeCompleted(table, declaration))
            {
                sink.Report(TableDiagnostics.NotATableClass, table, table.ToName());
                return Failed();
            }

            if (ReservedNames.IsOfTables(table.Name))
            {
                sink.Report(TableDiagnostics.ReservedName, table, table.Name, "every table has a member of that name of its own");
                return Failed();
            }

            if (attribute.Positional(0) is not INamedTypeSymbol { TypeKind: not TypeKind.Error } root)
            {
                return Failed();
            }

            if (root.TypeKind != TypeKind.Interface || root.FindAttribute(KnownNames.HookContract) is null)
            {
                sink.ReportAt(TableDiagnostics.NotAContract, location, root.ToName(), ContractReader.MarkIt);
                return Failed();
            }

            if (root.IsUnboundGenericType)
            {
                sink.ReportAt(TableDiagnostics.NotAContract, location, root.ToName(), "name its type arguments");
                return Failed();
            }

            ContractReader reader = new(table.Name, sink, cancellation);
            EquatableArray<ContractModel> contracts = reader.Read(root, new TableFanouts(table, sink));
            List<(ProviderModel Model, LocationInfo Location)> providers = ReadProviders(table, reader.Contracts, sink, cancellation);
            TableModel model = new(
                table.ContainingNamespace.IsGlobalNamespace ? "" : table.ContainingNamespace.ToDisplayString(),
                ContainingTypes(table),
                table.Name,
                table.ToName(),
                root.ToSource(),
                attribute.Named("Mixed") as string,
                attribute.Named("DependsOn") as string,
                contracts,
                providers.Select(provider => provider.Model).ToEquatableArray(),
                reader.ContextNames);

            // A table with a mistake in it is not completed: the messages that follow from half a table hide the one that matters.
            return new(
                sink.Diagnostics.Any(diagnostic => diagnostic.Descriptor.DefaultSeverity == DiagnosticSeverity.Error) ? null : model,
                location,
                providers.Select(provider => provider.Location).ToEquatableArray(),
                reader.MemberLocations.ToEquatableArray(),
                sink.Diagnostics.ToEquatableArray());

            TableDeclaration Failed() => new(null, location, default, default, sink.Diagnostics.ToEquatableArray());
        }

        private static bool CanBeCompleted(INamedTypeSymbol table, ClassDeclarationSyntax declaration)
        {
            if (!table.IsStatic || table.Arity != 0)
            {
                return false;
            }

            for (TypeDeclarationSyntax? type = declaration; type is not null; type = type.Parent as TypeDeclarationSyntax)
            {
                if (!type.Modifiers.Any(SyntaxKind.PartialKeyword) || type.TypeParameterList is not null)
                {
                    return false;
                }
            }

            return true;
        }

        private static EquatableArray<string> ContainingTypes(INamedTypeSymbol table)
        {
            Stack<string> headers = new();
            for (INamedTypeSymbol? type = table.ContainingType; type is not null; type = type.ContainingType)
            {
                string keyword = (type.IsRecord, type.TypeKind) switch
                {
                    (true, TypeKind.Struct) => "record struct",
                    (true, _) => "record",
                    (_, TypeKind.Struct) => "struct",
                    (_, TypeKind.Interface) => "interface",
                    _ => "class",
                };
                headers.Push($"partial {keyword} {SignatureReader.Escape(type.Name)}");
            }

            return headers.ToEquatableArray();
        }

        private static List<(ProviderModel Model, LocationInfo Location)> ReadProviders(
            INamedTypeSymbol table, IReadOnlyList<INamedTypeSymbol> contracts, DiagnosticSink sink, CancellationToken cancellation)
        {
            List<(ProviderModel Model, LocationInfo Location)> providers = [];
            foreach (AttributeData attribute in table.GetAttributes())
            {
                if (!attribute.AttributeClass.IsKnown(KnownNames.Provider)
                    || attribute.AttributeClass!.TypeArguments.FirstOrDefault() is not INamedTypeSymbol { TypeKind: TypeKind.Struct } type
                    || attribute.Positional(0) is not string symbol
                    || LocationInfo.From(attribute.ApplicationSyntaxReference, cancellation) is not { } location)
                {
                    continue;
                }

                List<string> missing =
                [
                    .. contracts
                        .Where(contract => contract.GetMembers().Any(ContractReader.IsHook)
                            && !type.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default))
                        .Select(contract => $"'{contract.ToName()}'"),
                ];
                if (missing.Count != 0)
                {
                    sink.ReportAt(TableDiagnostics.ProviderLacksContract, location, type.ToName(), string.Join(", ", missing));
                }

                providers.Add((new(type.ToSource(), ShortName(type.Name), symbol), location));
            }

            ReportTwice(providers, sink);
            if (providers.Count > 64)
            {
                sink.ReportAt(TableDiagnostics.TooManyProviders, null, table.ToName(), CSharpText.Number(providers.Count));
            }

            return MakeNamesUnique(providers);
        }

        private static void ReportTwice(List<(ProviderModel Model, LocationInfo Location)> providers, DiagnosticSink sink)
        {
            for (int i = 0; i < providers.Count; i++)
            {
                (ProviderModel model, LocationInfo location) = providers[i];
                foreach ((ProviderModel earlier, _) in providers.Take(i))
                {
                    if (earlier.Type == model.Type)
                    {
                        sink.ReportAt(TableDiagnostics.ProviderTwice, location, model.Name, earlier.Symbol, model.Symbol);
                    }
                    else if (earlier.Symbol == model.Symbol)
                    {
                        sink.ReportAt(TableDiagnostics.SymbolTwice, location, earlier.Name, model.Name, model.Symbol);
                    }
                }
            }
        }

        private static string ShortName(string name)
        {
            foreach (string suffix in new[] { "Hooks", "Provider" })
            {
                if (name.Length > suffix.Length && name.EndsWith(suffix, System.StringComparison.Ordinal))
                {
                    return name.Substring(0, name.Length - suffix.Length);
                }
            }

            return name;
        }

        // Two providers from different namespaces may be called alike, and the class that names them has members of its own.
        private static List<(ProviderModel Model, LocationInfo Location)> MakeNamesUnique(List<(ProviderModel Model, LocationInfo Location)> providers)
        {
            HashSet<string> taken = ["All", "NameOf", "Providers", "s_all"];
            for (int i = 0; i < providers.Count; i++)
            {
                string name = providers[i].Model.Name;
                for (int n = 2; CSharpText.IsMemberOfObject(name) || !taken.Add(name); n++)
                {
                    name = providers[i].Model.Name + CSharpText.Number(n);
                }

                providers[i] = (providers[i].Model with { Name = name }, providers[i].Location);
            }

            return providers;
        }
    }
}
