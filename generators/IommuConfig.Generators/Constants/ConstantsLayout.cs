using System.Collections.Generic;
using System.Linq;
using System.Threading;

using IommuConfig.Generators.Configuration;
using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;
using IommuConfig.Kconfig;

namespace IommuConfig.Generators.Constants;

/// <summary>
/// What of the class of constants follows from the tree and the project's options alone: which constants there are, and which generated file
/// holds which. Made anew when one of them changes, and compared by reference.
/// </summary>
internal sealed class ConstantsLayout
{
    /// <summary>
    /// At every keystroke the compiler goes through all generated files, and compares the name of each with those of all others. So beyond this
    /// number, each holds the constants of several Kconfig files.
    /// </summary>
    private const int MaximumParts = 32;

    /// <summary>
    /// The most symbols whose constants are documented with their help texts, types and dependencies. The Linux tree has four times as many: with all
    /// that it knows of them, nine million characters would be written, kept and read by every compilation.
    /// </summary>
    private const int MaximumExplained = 4096;

    private ConstantsLayout(IReadOnlyList<ConstantsPart> parts, EquatableArray<DiagnosticInfo> diagnostics) =>
        (Parts, Diagnostics) = (parts, diagnostics);

    /// <summary>The files.</summary>
    public IReadOnlyList<ConstantsPart> Parts { get; }

    /// <summary>What is wrong with the names.</summary>
    public EquatableArray<DiagnosticInfo> Diagnostics { get; }

    public static ConstantsLayout Of(LoadedTree? loaded, ConstantsOptions options, CancellationToken cancellation)
    {
        List<DiagnosticInfo> diagnostics = [.. NameProblems(options)];
        if (loaded is null || diagnostics.Count != 0)
        {
            return new([], loaded is null ? default : diagnostics.ToEquatableArray());
        }

        List<(string Path, List<ConstantModel> Constants)> files = [];
        Dictionary<string, List<ConstantModel>> byPath = [];
        Dictionary<string, Symbol> taken = [];
        HashSet<Symbol> switches = [.. TrimSwitches.Resolve(loaded.Tree, options.Switches)];
        foreach (Symbol symbol in loaded.Tree.Symbols)
        {
            cancellation.ThrowIfCancellationRequested();
            string identifier = CSharpText.Identifier(symbol.Name);
            SourceLocation location = symbol.Definitions[0].Location;
            if (WhyTaken(identifier, options, taken) is { } why)
            {
                diagnostics.Add(DiagnosticInfo.Create(ConstantsDiagnostics.SameIdentifier, loaded.Locate(location), symbol.Name, why));
                continue;
            }

            taken.Add(identifier, symbol);
            if (!byPath.TryGetValue(location.Path, out List<ConstantModel>? constants))
            {
                byPath.Add(location.Path, constants = []);
                files.Add((location.Path, constants));
            }

            constants.Add(new(symbol, identifier, switches.Contains(symbol)));
        }

        bool isExplained = taken.Count <= MaximumExplained;
        return new(
            [.. files.Count <= MaximumParts ? OneEach(files, options, isExplained) : Together(files, options, isExplained)], diagnostics.ToEquatableArray());
    }

    private static IEnumerable<DiagnosticInfo> NameProblems(ConstantsOptions options)
    {
        if (!CSharpText.IsName(options.Class))
        {
            yield return DiagnosticInfo.Create(ConstantsDiagnostics.NotAName, null, "KconfigClass", options.Class);
        }

        if (options.Namespace.Length != 0 && !options.Namespace.Split('.').All(CSharpText.IsName))
        {
            yield return DiagnosticInfo.Create(ConstantsDiagnostics.NotAName, null, "KconfigNamespace", options.Namespace);
        }
    }

    private static string? WhyTaken(string identifier, ConstantsOptions options, Dictionary<string, Symbol> taken) =>
        identifier == options.Class
            ? $"the class of constants is called '{identifier}' too: rename the symbol, or set KconfigClass"
            : taken.TryGetValue(identifier, out Symbol? other)
                ? $"'{other.Name}' ({other.Definitions[0].Location}) becomes the same C# name '{identifier}': rename one of them"
                : null;

    private static IEnumerable<ConstantsPart> OneEach(
        List<(string Path, List<ConstantModel> Constants)> files, ConstantsOptions options, bool isExplained)
    {
        HintNames names = new();
        return files.Select(file => new ConstantsPart(
            names.Add($"{options.Class}.{file.Path.Replace('/', '.')}"), $"The symbols of {file.Path} as constants.", options, isExplained, file.Constants));
    }

    // By a hash of the path, so that a new file changes the one part that it goes to.
    private static IEnumerable<ConstantsPart> Together(
        List<(string Path, List<ConstantModel> Constants)> files, ConstantsOptions options, bool isExplained) =>
        from file in files
        group file.Constants by Hash(file.Path) % MaximumParts into part
        orderby part.Key
        select new ConstantsPart(
            $"{options.Class}.Kconfig.{CSharpText.Number((int)part.Key)}.g.cs",
            $"The symbols of {CSharpText.Number(part.Count())} Kconfig files as constants; each says where it is defined.",
            options,
            isExplained,
            [.. part.SelectMany(constants => constants)]);

    // FNV-1a: the same in every process.
    private static uint Hash(string path) => path.Aggregate(2166136261, static (hash, c) => unchecked((hash ^ c) * 16777619));
}
