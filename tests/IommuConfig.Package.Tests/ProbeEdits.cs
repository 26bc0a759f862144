using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig.Commands;
using IommuConfig.Kconfig;

namespace IommuConfig.Package.Tests;

/// <summary>Edits of the configuration of <see cref="Probe"/>: each a line that gives one symbol another value than it has in <see cref="Start"/>.</summary>
internal static class ProbeEdits
{
    /// <summary>The configuration that is edited: in it every prompt of the tree is visible.</summary>
    public const string Start = "CONFIG_MODULES=y\nCONFIG_EXPERT=y\nCONFIG_ARM=y\nCONFIG_ARM_64=y\n";

    private static readonly Configuration s_start = Read(Start);

    private static readonly Symbol[] s_symbols =
        [.. s_start.Tree.Symbols.Where(symbol => symbol.Definitions.Any(definition => definition.Prompt is not null))];

    /// <summary>A member of a choice, a number, a provider of a table, a conditional file and a switch.</summary>
    public static IReadOnlyList<string> Few { get; } =
        ["CONFIG_IOMMU_QUARANTINE_NONE=y", "CONFIG_DEPTH=7", "# CONFIG_AMD_IOMMU is not set", "CONFIG_EXTRAS=y", "CONFIG_TELEMETRY=y"];

    /// <summary>The symbols that have a prompt.</summary>
    public static IEnumerable<string> Symbols => s_symbols.Select(symbol => symbol.Name);

    /// <summary>Every other value of every bool, tristate and member of a choice, and another of every text and number.</summary>
    public static IReadOnlyList<string> All { get; } = [.. s_symbols.SelectMany(Lines)];

    /// <summary>The configuration after an edit.</summary>
    public static string Apply(string line) =>
        string.Concat(Start.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(old => NameIn(old) != NameIn(line)).Append(line).Select(text => text + "\n"));

    /// <summary>The symbol that a line is about.</summary>
    public static string NameIn(string line) => line.Split(' ', '=').Single(word => word.StartsWith("CONFIG_", StringComparison.Ordinal))["CONFIG_".Length..];

    private static IEnumerable<string> Lines(Symbol symbol) => symbol.Type switch
    {
        SymbolType.Int => [$"CONFIG_{symbol.Name}=7"],
        SymbolType.Hex => [$"CONFIG_{symbol.Name}=0x7"],
        SymbolType.String => [$"CONFIG_{symbol.Name}=\"other\""],
        _ => s_start.GetAllowedValues(symbol).Where(value => value != s_start.GetValue(symbol).Tristate)
            .Select(value => value == Tristate.N ? $"# CONFIG_{symbol.Name} is not set" : $"CONFIG_{symbol.Name}={(value == Tristate.M ? 'm' : 'y')}"),
    };

    private static Configuration Read(string config)
    {
        MemoryFiles files = new([
            ("Kconfig", Probe.Kconfig.Replace("$(IOMMUCONFIG_RUNTIME)", "runtime", StringComparison.Ordinal)),
            ("runtime/Kconfig", File.ReadAllText(Path.Combine(RepositoryCopy.Repository, "runtime/Kconfig"))),
        ]);
        Configuration configuration = new(KconfigTree.Load("Kconfig", files));
        configuration.Apply(DotConfig.Parse(new SourceFile(".config", config)));
        return configuration;
    }
}
