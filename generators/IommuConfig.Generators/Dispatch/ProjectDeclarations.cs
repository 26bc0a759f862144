using System.Collections.Immutable;
using System.Linq;
using System.Threading;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IommuConfig.Generators.Dispatch;

/// <summary>What a program declares, as far as its text alone can say: nothing here asks the compiler for symbols.</summary>
internal sealed class ProjectDeclarations(CSharpCompilation compilation, SourceFiles files, CancellationToken cancellation)
{
    private DeclaredState? _state;

    public Compilation Compilation => compilation;

    public SourceFiles Files => files;

    /// <summary>Equal for two programs that declare the same; they may differ in bodies, and in where in their files things stand.</summary>
    public DeclaredState State => _state ??= new(
        files.Fingerprint(cancellation),
        compilation.AssemblyName,
        compilation.Options,
        compilation.ExternalReferences);
}

/// <summary>What a program declares, without the program.</summary>
/// <param name="Texts">Of all that its files say outside of bodies.</param>
/// <param name="AssemblyName">Its name.</param>
/// <param name="Options">How it is compiled.</param>
/// <param name="References">What it refers to.</param>
internal sealed record DeclaredState(
    Fingerprint Texts, string? AssemblyName, CompilationOptions Options, ImmutableArray<MetadataReference> References)
{
    public bool Equals(DeclaredState? other) => other is not null
        && Texts == other.Texts
        && AssemblyName == other.AssemblyName
        && Options.Equals(other.Options)
        && (References == other.References || References.SequenceEqual(other.References));

    public override int GetHashCode() => Texts.GetHashCode();
}
