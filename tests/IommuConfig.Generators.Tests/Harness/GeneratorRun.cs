using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

using IommuConfig.Generators.Absence;
using IommuConfig.Generators.Suppression;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace IommuConfig.Generators.Tests.Harness;

/// <summary>One compilation with the generator, the analyzer and the suppressor in it, as a build does it.</summary>
internal sealed class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> s_platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is { } name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("IommuConfig.Attributes", StringComparison.Ordinal)
                    || name.StartsWith("IommuConfig.Runtime.dll", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly CSharpParseOptions _parse;
    private GeneratorDriver _driver;
    private ImmutableArray<Diagnostic>? _analyzed;

    private GeneratorRun(Project project)
    {
        Project = project;
        _parse = new(project.LanguageVersion, DocumentationMode.Diagnose);
        _driver = CSharpGeneratorDriver.Create(
            [new KconfigGenerator().AsSourceGenerator()],
            project.AdditionalTexts,
            _parse,
            project.Options,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Compilation = CSharpCompilation.Create(
            "Consumer",
            project.Sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, _parse, source.Path, System.Text.Encoding.UTF8)),
            s_platform,
            new CSharpCompilationOptions(
                project.OutputKind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true, warningLevel: 9999,
                specificDiagnosticOptions: [new("CS1591", ReportDiagnostic.Suppress)]));
        _driver = _driver.RunGeneratorsAndUpdateCompilation(Compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        (Output, GeneratorDiagnostics) = (output, diagnostics);
        ThrowIfFailed();
    }

    public Project Project { get; private set; }

    /// <summary>The program before generation.</summary>
    public Compilation Compilation { get; private set; }

    /// <summary>The program with what was generated.</summary>
    public Compilation Output { get; private set; }

    public ImmutableArray<Diagnostic> GeneratorDiagnostics { get; private set; }

    public GeneratorDriverRunResult Result => _driver.GetRunResult();

    public IReadOnlyDictionary<string, string> Generated =>
        Result.Results.SelectMany(result => result.GeneratedSources).ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    public static GeneratorRun Of(Project project) => new(project);

    /// <summary>Runs again after an edit, with the caches of the run before.</summary>
    public GeneratorRun After(Func<Project, Project> edit)
    {
        Project = edit(Project);
        _analyzed = null;
        Compilation = Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(Project.Sources.Select(source =>
            Compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == source.Path && tree.ToString() == source.Text)
            ?? CSharpSyntaxTree.ParseText(source.Text, _parse, source.Path, System.Text.Encoding.UTF8)));
        _driver = _driver.ReplaceAdditionalTexts(Project.AdditionalTexts).WithUpdatedAnalyzerConfigOptions(Project.Options)
            .RunGeneratorsAndUpdateCompilation(Compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        (Output, GeneratorDiagnostics) = (output, diagnostics);
        ThrowIfFailed();
        return this;
    }

    /// <summary>Everything is as if the project had been opened as it is now.</summary>
    public void AssertAsClean(string edit)
    {
        GeneratorRun clean = Of(Project);
        Assert.That(Messages(), Is.EqualTo(clean.Messages()), edit);
        Assert.That(Generated.Keys, Is.EqualTo(clean.Generated.Keys), edit);
        Assert.That(Generated, Is.EqualTo(clean.Generated), edit);
    }

    /// <summary>The messages of the generator and, where the compiler would run them, of the analyzer.</summary>
    public IEnumerable<string> Messages() => Compact(GeneratorDiagnostics.Concat(Analyzed).Where(diagnostic => diagnostic.Id.StartsWith("KC", StringComparison.Ordinal)));

    /// <summary>What the compiler itself says of the program, errors and warnings, less what the suppressor takes away.</summary>
    public IEnumerable<string> CompilerMessages() =>
        Compact(Analyzed.Where(diagnostic => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal) && diagnostic.Severity >= DiagnosticSeverity.Warning
            && diagnostic is { IsSuppressed: false }));

    /// <summary>
    /// Compiles the program, which must need no word from anybody, calls <c>Sample.Scenario.Run</c> in it and returns what that returns.
    /// </summary>
    public string Execute()
    {
        Assert.That(Messages().Concat(CompilerMessages()), Is.Empty);
        using MemoryStream image = new();
        EmitResult emitted = Output.Emit(image);
        Assert.That(emitted.Success, string.Join("\n", emitted.Diagnostics));
        image.Position = 0;
        AssemblyLoadContext context = new("Consumer", isCollectible: true);
        try
        {
            MethodInfo run = context.LoadFromStream(image).GetType("Sample.Scenario", throwOnError: true)!.GetMethod("Run")!;
            return (string)run.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
        }
        finally
        {
            context.Unload();
        }
    }

    // The compiler turns an exception into a warning; a test must not.
    private void ThrowIfFailed()
    {
        foreach (GeneratorRunResult result in Result.Results.Where(result => result.Exception is not null))
        {
            throw new InvalidOperationException("The generator failed.", result.Exception);
        }
    }

    private ImmutableArray<Diagnostic> Analyzed => _analyzed ??= Analyze();

    private ImmutableArray<Diagnostic> Analyze()
    {
        // As in csc: analyzers do not run where a declaration has an error.
        ImmutableArray<Diagnostic> declarations = Output.GetDeclarationDiagnostics();
        return declarations.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            ? [.. Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden)]
            : Output.WithAnalyzers(
                    [new AbsentHookAnalyzer(), new UnreachableCodeSuppressor()],
                    new CompilationWithAnalyzersOptions(
                        new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true))
                .GetAllDiagnosticsAsync().GetAwaiter().GetResult();
    }

    private static IEnumerable<string> Compact(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics
            .OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition)
            .ThenBy(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal)
            .Select(diagnostic =>
            {
                FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
                string place = span.Path is null or ""
                    ? "-"
                    : $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})-({span.EndLinePosition.Line + 1},{span.EndLinePosition.Character + 1})";
                return $"{diagnostic.Id} {diagnostic.Severity.ToString().ToLowerInvariant()} {place}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
            });
}
