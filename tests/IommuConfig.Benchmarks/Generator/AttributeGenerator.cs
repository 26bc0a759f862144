using Microsoft.CodeAnalysis;

namespace IommuConfig.Benchmarks;

/// <summary>A generator that looks for tables and does nothing with them: what the compiler takes to find them.</summary>
internal sealed class AttributeGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName(
            typeof(DispatchTableAttribute).FullName!, static (_, _) => true, static (found, _) => found.TargetSymbol.Name),
        static (_, _) => { });
}
