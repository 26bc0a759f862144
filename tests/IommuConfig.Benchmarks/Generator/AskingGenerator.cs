using Microsoft.CodeAnalysis;

namespace IommuConfig.Benchmarks;

/// <summary>
/// A generator that asks for what ours asks for, the additional files, the options and the program, and makes nothing of it: what the compiler takes to
/// find out that nothing happened.
/// </summary>
internal sealed class AskingGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterSourceOutput(context.CompilationProvider.Select(static (program, _) => program.AssemblyName), static (_, _) => { });
        context.RegisterSourceOutput(
            context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider).Collect(), static (_, _) => { });
    }
}
