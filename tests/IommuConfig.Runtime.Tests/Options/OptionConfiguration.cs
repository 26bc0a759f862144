using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace IommuConfig.Runtime.Tests.Options;

/// <summary>A configuration, by the symbols that are set, and how a command line is read in it.</summary>
internal sealed class OptionConfiguration
{
    private static readonly string[] s_symbols =
        ["HAS_PASSTHROUGH", "HAS_PCI", "X86", "INTEL_IOMMU", "AMD_IOMMU", "HVM", "KEXEC", "IOMMU_FORCE_PT_SHARE"];

    private readonly ParseMethod _parse;
    private readonly Action<IommuOptions> _applyConstants;

    private OptionConfiguration(HashSet<string> set)
    {
        Set = set;
        Type table = typeof(Symbols<,,,,,,,>).MakeGenericType([.. s_symbols.Select(symbol => set.Contains(symbol) ? typeof(Yes) : typeof(No))]);
        _parse = typeof(IommuCommandLine).GetMethod(nameof(IommuCommandLine.Parse))!.MakeGenericMethod(table).CreateDelegate<ParseMethod>();
        _applyConstants = typeof(OptionConstants).GetMethod(nameof(OptionConstants.Apply))!.MakeGenericMethod(table).CreateDelegate<Action<IommuOptions>>();
    }

    private delegate int ParseMethod(ReadOnlySpan<char> commandLine, IommuOptions options, out IReadOnlyList<OptionMessage> messages);

    internal IReadOnlySet<string> Set { get; }

    /// <summary>Everything is set but what takes options away.</summary>
    internal static OptionConfiguration Full { get; } = new([.. s_symbols.Where(symbol => symbol != "IOMMU_FORCE_PT_SHARE")]);

    /// <summary>Every configuration of an architecture with IOMMU drivers.</summary>
    internal static OptionConfiguration[] All { get; } =
    [
        .. Enumerable.Range(0, 1 << (s_symbols.Length - 1))
            .Select(bits => new OptionConfiguration([s_symbols[0], .. s_symbols.Skip(1).Where((_, index) => (bits >> index & 1) != 0)])),
    ];

    internal static OptionConfiguration Without(params string[] symbols) => new([.. Full.Set.Except(symbols)]);

    internal static OptionConfiguration With(params string[] symbols) => new([.. Full.Set.Union(symbols)]);

    /// <summary>Reads a command line and tells the result, and what was said.</summary>
    internal int Parse(string commandLine, IommuOptions options, out IReadOnlyList<OptionMessage> messages) =>
        _parse(commandLine, options, out messages);

    /// <summary>Reads a command line over the defaults.</summary>
    internal (int Result, IommuOptions Options, IReadOnlyList<OptionMessage> Messages) Parse(string commandLine)
    {
        IommuOptions options = new();
        int result = _parse(commandLine, options, out IReadOnlyList<OptionMessage> messages);
        return (result, options, messages);
    }

    internal void ApplyConstants(IommuOptions options) => _applyConstants(options);

    /// <summary>All options as text, to be compared.</summary>
    internal static Dictionary<string, string?> ValuesOf(IommuOptions options) =>
        typeof(IommuOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .ToDictionary(property => property.Name, property => property.GetValue(options)?.ToString());

    public override string ToString() => string.Join(' ', Set);
}
