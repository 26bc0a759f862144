using Microsoft.CodeAnalysis;

namespace IommuConfig.Benchmarks;

/// <summary>A generator that has the compiler find the classes that are marked as tables, as most generators do, and makes nothing of them.</summary>
internal sealed class AttributeGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName(
            typeof(DispatchTableAttribute).FullName!, static (_, _) => true, static (found, _) => found.TargetSymbol.Name),
        static (_, _) => { });
}
