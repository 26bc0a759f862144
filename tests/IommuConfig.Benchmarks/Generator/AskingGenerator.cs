using Microsoft.CodeAnalysis;

namespace IommuConfig.Benchmarks;

/// <summary>
/// A generator that asks for what ours asks for, the additional files, the options and the tables, and makes nothing of it: what the compiler takes to
/// find out that nothing happened.
/// </summary>
internal sealed class AskingGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                typeof(DispatchTableAttribute).FullName!, static (_, _) => true, static (found, _) => found.TargetSymbol.Name),
            static (_, _) => { });
        context.RegisterSourceOutput(
            context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider).Collect(), static (_, _) => { });
    }
}
