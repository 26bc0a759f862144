using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;

using IommuConfig.Generators.Dispatch;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IommuConfig.Generators.Suppression;

/// <summary>
/// Suppresses the compiler's warning CS0162 (unreachable code) exactly where a generated constant makes the code unreachable: that is what
/// configuring is. Code that is unreachable for any other reason keeps its warning.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreachableCodeSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor s_descriptor = new(
        "KCS0162", "CS0162", "A constant of the Kconfig configuration makes this code unreachable on purpose.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(s_descriptor);

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree)
            {
                continue;
            }

            SyntaxNode node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (node.FirstAncestorOrSelf<StatementSyntax>() is { } statement
                && IsConfigured(statement, context.GetSemanticModel(tree), context.CancellationToken))
            {
                context.ReportSuppression(Microsoft.CodeAnalysis.Diagnostics.Suppression.Create(s_descriptor, diagnostic));
            }
        }
    }

    // Outwards from the statement to the first thing that keeps control from it: a branch not taken, or an earlier statement that control
    // does not leave. Only that one decides.
    private static bool IsConfigured(StatementSyntax statement, SemanticModel model, CancellationToken cancellation)
    {
        for (SyntaxNode node = statement; node.Parent is { } parent; node = parent)
        {
            if (node is StatementSyntax inner && Blocker(inner, model) is { } blocker)
            {
                return Condition(blocker) is { } leaves && IsConfiguredConstant(leaves, model, cancellation);
            }

            if (node is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            {
                return false;
            }

            ExpressionSyntax? condition = parent switch
            {
                IfStatementSyntax branch when branch.Statement == node || branch.Else == node => branch.Condition,
                WhileStatementSyntax loop when loop.Statement == node => loop.Condition,
                ForStatementSyntax loop when loop.Statement == node || loop.Incrementors.Contains(node) => loop.Condition,
                SwitchSectionSyntax { Parent: SwitchStatementSyntax choice } => choice.Expression,
                _ => null,
            };
            if (condition is not null && IsBlocking(parent, node, condition, model, cancellation))
            {
                return IsConfiguredConstant(condition, model, cancellation);
            }
        }

        return false;
    }

    private static bool IsBlocking(SyntaxNode parent, SyntaxNode branch, ExpressionSyntax condition, SemanticModel model, CancellationToken cancellation)
    {
        Optional<object?> value = model.GetConstantValue(condition, cancellation);
        return value.HasValue && parent switch
        {
            IfStatementSyntax statement => value.Value is bool taken && taken != (statement.Statement == branch),
            WhileStatementSyntax or ForStatementSyntax => value.Value is false,
            _ => true,
        };
    }

    // The last statement before this one in its list whose end control cannot reach.
    private static StatementSyntax? Blocker(StatementSyntax statement, SemanticModel model)
    {
        IEnumerable<StatementSyntax> before = statement.Parent switch
        {
            BlockSyntax block => block.Statements,
            SwitchSectionSyntax section => section.Statements,
            GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit.Members.OfType<GlobalStatementSyntax>().Select(member => member.Statement),
            _ => [],
        };
        return Last(before.TakeWhile(earlier => earlier != statement), model);
    }

    private static StatementSyntax? Last(IEnumerable<StatementSyntax> statements, SemanticModel model) =>
        statements.LastOrDefault(statement =>
            model.AnalyzeControlFlow(statement) is { Succeeded: true, StartPointIsReachable: true, EndPointIsReachable: false }) switch
        {
            BlockSyntax block => Last(block.Statements, model),
            TryStatementSyntax attempt => Last([attempt.Finally?.Block ?? attempt.Block], model) ?? Last([attempt.Block], model),
            UsingStatementSyntax { Statement: var inner } => Last([inner], model),
            LockStatementSyntax { Statement: var inner } => Last([inner], model),
            var other => other,
        };

    private static ExpressionSyntax? Condition(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax branch => branch.Condition,
        WhileStatementSyntax loop => loop.Condition,
        DoStatementSyntax loop => loop.Condition,
        ForStatementSyntax loop => loop.Condition,
        SwitchStatementSyntax choice => choice.Expression,
        _ => null,
    };

    // Whether the value would not be known without a generated constant.
    private static bool IsConfiguredConstant(ExpressionSyntax condition, SemanticModel model, CancellationToken cancellation)
    {
        Optional<object?> value = model.GetConstantValue(condition, cancellation);
        if (!value.HasValue)
        {
            return false;
        }

        switch (condition)
        {
            case ParenthesizedExpressionSyntax { Expression: var inner }:
                return IsConfiguredConstant(inner, model, cancellation);

            // One operand is enough for this value: the constants of the configuration decide unless another operand does without them.
            case BinaryExpressionSyntax binary
                when value.Value is bool result && binary.IsKind(result ? SyntaxKind.LogicalOrExpression : SyntaxKind.LogicalAndExpression):
                return new[] { binary.Left, binary.Right }
                    .Where(operand => model.GetConstantValue(operand, cancellation) is { HasValue: true, Value: bool alone } && alone == result)
                    .All(operand => IsConfiguredConstant(operand, model, cancellation));

            default:
                return condition.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name =>
                    model.GetSymbolInfo(name, cancellation).Symbol is IFieldSymbol { IsConst: true, ContainingType: { } type }
                    && type.GetAttributes().Any(attribute =>
                        attribute.AttributeClass.IsKnown(KnownNames.ConfigurationConstants)
                        || attribute.AttributeClass.IsKnown(KnownNames.DispatchTable)));
        }
    }
}
