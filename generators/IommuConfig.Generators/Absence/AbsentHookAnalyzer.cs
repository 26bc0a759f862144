using System.Collections.Immutable;
using System.Linq;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Dispatch;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace IommuConfig.Generators.Absence;

/// <summary>
/// Explains, beside the compiler's own error, why a hook or a contract of a table is not there. The compiler runs analyzers in a build whose
/// errors are in method bodies; <see cref="AbsentInDeclarations"/> covers errors in declarations, where it does not.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AbsentHookAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(TableDiagnostics.HookDoesNotExist, TableDiagnostics.ContractNotImplemented);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName($"{KnownNames.Namespace}.{KnownNames.AbsentHooks}") is not null)
            {
                start.RegisterOperationAction(static operation => AnalyzeInvalid(operation), OperationKind.Invalid);
                start.RegisterOperationAction(static operation => AnalyzeNameOf(operation), OperationKind.NameOf);
                start.RegisterSyntaxNodeAction(static node => AnalyzeGenericName(node), SyntaxKind.GenericName);
            }
        });
    }

    private static void AnalyzeInvalid(OperationAnalysisContext context)
    {
        SyntaxNode syntax = context.Operation.Syntax;
        SemanticModel model = context.Operation.SemanticModel!;
        ExpressionSyntax? called = syntax switch
        {
            InvocationExpressionSyntax invocation => invocation.Expression,
            ExpressionSyntax expression => expression,
            _ => null,
        };
        switch (called)
        {
            case MemberAccessExpressionSyntax access when IsInvalid(access)
                && model.GetSymbolInfo(access.Expression, context.CancellationToken).Symbol is INamedTypeSymbol table:
                ReportHook(context, table, access.Name);
                break;

            case SimpleNameSyntax { Parent: not MemberAccessExpressionSyntax } name when IsInvalid(name):
                foreach (INamedTypeSymbol reached in UsingsInScope.ReachedTypes(name, model, context.CancellationToken))
                {
                    ReportHook(context, reached, name);
                }

                break;
        }

        // Where the target of a call that does not bind is an invalid operation too, that one comes by itself.
        bool IsInvalid(ExpressionSyntax target) =>
            target == syntax || model.GetOperation(target, context.CancellationToken) is not IInvalidOperation;

        if (syntax is InvocationExpressionSyntax call)
        {
            SymbolInfo info = model.GetSymbolInfo(call, context.CancellationToken);
            if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol { IsGenericMethod: true } method)
            {
                SimpleNameSyntax? name = call.Expression switch
                {
                    MemberAccessExpressionSyntax access => access.Name,
                    SimpleNameSyntax simple => simple,
                    _ => null,
                };
                if (name is not null and not GenericNameSyntax)
                {
                    AbsentContract.Check(method, name.GetLocation(), context.ReportDiagnostic);
                }
            }
        }
    }

    private static void AnalyzeNameOf(OperationAnalysisContext context)
    {
        SemanticModel model = context.Operation.SemanticModel!;
        if (((INameOfOperation)context.Operation).Argument.Syntax is MemberAccessExpressionSyntax access
            && model.GetMemberGroup(access, context.CancellationToken).IsEmpty
            && model.GetOperation(access, context.CancellationToken) is not IInvalidOperation
            && model.GetSymbolInfo(access.Expression, context.CancellationToken).Symbol is INamedTypeSymbol table)
        {
            ReportHook(context, table, access.Name);
        }
    }

    private static void AnalyzeGenericName(SyntaxNodeAnalysisContext context)
    {
        SymbolInfo info = context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken);
        if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } symbol)
        {
            AbsentContract.Check(symbol, context.Node.GetLocation(), context.ReportDiagnostic);
        }
    }

    // A hook that its DependsOn rules out does not come back with a context.
    private static string Advice(string reason) => reason.StartsWith("depends on ", System.StringComparison.Ordinal)
        ? "Call it through a bridge, or change the configuration."
        : "Give the hook a context, fan it out, call it through a bridge, or change the configuration.";

    private static void ReportHook(OperationAnalysisContext context, INamedTypeSymbol table, SimpleNameSyntax name)
    {
        string hook = name.Identifier.ValueText;
        AttributeData? absent = table.GetAttributes().FirstOrDefault(attribute =>
            attribute.AttributeClass.IsKnown(KnownNames.AbsentHooks) && AbsentContract.HooksOf(attribute).Contains(hook));
        if (absent is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TableDiagnostics.HookDoesNotExist, name.GetLocation(), hook, table.ToName(), absent.Positional(1), Advice((string)absent.Positional(1)!)));
        }
    }
}
