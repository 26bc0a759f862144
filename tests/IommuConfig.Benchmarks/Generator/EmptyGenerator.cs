using Microsoft.CodeAnalysis;

namespace IommuConfig.Benchmarks;

/// <summary>A generator that asks for nothing: what the compiler's driver costs by itself.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1041", Justification = "No compiler loads it.")]
internal sealed class EmptyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
