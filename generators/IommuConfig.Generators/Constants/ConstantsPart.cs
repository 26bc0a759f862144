using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Configuration;
using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;
using IommuConfig.Kconfig;

using Microsoft.CodeAnalysis.Text;

namespace IommuConfig.Generators.Constants;

/// <summary>
/// One generated file of the class of constants. It remembers what it wrote last: where only values differ, nothing is written anew but the lines
/// that have them, and where none differs, the text is the same object, which every later comparison sees at once.
/// </summary>
/// <param name="hintName">The name of the file.</param>
/// <param name="about">What it holds, for people.</param>
/// <param name="options">How the class is named.</param>
/// <param name="isExplained">Whether their documentation says all that the tree knows of them, and not only what and where they are.</param>
/// <param name="constants">The constants.</param>
internal sealed class ConstantsPart(
    string hintName, string about, ConstantsOptions options, bool isExplained, IReadOnlyList<ConstantModel> constants)
{
    // Immutable, and replaced as a whole: whichever of several threads wrote last, each has a text that fits its values.
    private volatile Written? _last;

    // Of use only where files are edited, and made by the first edit.
    private Dictionary<Symbol, int>? _places;

    /// <summary>What the file holds, for people.</summary>
    public string About => about;

    /// <summary>How the class is named.</summary>
    public ConstantsOptions Options => options;

    /// <summary>Whether the documentation of the constants says all that the tree knows of them, and not only what and where they are.</summary>
    public bool IsExplained => isExplained;

    /// <summary>The constants.</summary>
    public IReadOnlyList<ConstantModel> Constants => constants;

    /// <summary>The file with the values of a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="problems">What is wrong with the values.</param>
    public ConstantsFile Write(ConfigurationSnapshot configuration, out EquatableArray<DiagnosticInfo> problems)
    {
        Written written = _last is { } last ? Update(last, configuration) : Begin(configuration);
        _last = written;
        problems = written.Problems;
        return written.File;
    }

    private Written Begin(ConfigurationSnapshot configuration)
    {
        SymbolValue[] values = new SymbolValue[constants.Count];
        int[] starts = new int[constants.Count], lengths = new int[constants.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = configuration.GetValue(constants[i].Symbol);
        }

        string text = ConfigurationConstants.Emitter.Emit(this, values, starts, lengths);
        return new(configuration.Version, values, starts, lengths, new(hintName, text), Problems(values, configuration));
    }

    private Written Update(Written last, ConfigurationSnapshot configuration)
    {
        if (last.Version == configuration.Version)
        {
            return last;
        }

        SymbolValue[]? values = null;
        foreach (int i in MayDiffer(last, configuration))
        {
            SymbolValue value = configuration.GetValue(constants[i].Symbol);
            if (!value.Equals(last.Values[i]))
            {
                values ??= (SymbolValue[])last.Values.Clone();
                values[i] = value;
            }
        }

        return (values is null ? last : Replace(last, values)) is { } written ? written with { Version = configuration.Version } : Begin(configuration);
    }

    private IEnumerable<int> MayDiffer(Written last, ConfigurationSnapshot configuration)
    {
        if (configuration.Changes is not { } changes || changes.Since != last.Version)
        {
            return Enumerable.Range(0, constants.Count);
        }

        Dictionary<Symbol, int> places = _places ??= Enumerable.Range(0, constants.Count).ToDictionary(i => constants[i].Symbol);
        return changes.Symbols.Where(places.ContainsKey).Select(symbol => places[symbol]);
    }

    // Numbers may be too large for C#.
    private EquatableArray<DiagnosticInfo> Problems(SymbolValue[] values, ConfigurationSnapshot configuration) =>
        constants.Select((constant, i) => (constant.Symbol, Value: values[i]))
            .Where(constant => constant.Symbol.Type is SymbolType.Int or SymbolType.Hex && ConfigurationConstants.Literal(constant.Symbol, constant.Value) is null)
            .Select(constant => DiagnosticInfo.Create(
                ConstantsDiagnostics.ValueTooLarge, configuration.Locate(constant.Symbol.Definitions[0].Location), constant.Symbol.Name, constant.Value.Text))
            .ToEquatableArray();

    // Null where a constant comes or goes, because its value begins or ceases to fit a C# type. The compiler's text shares what stays with the one before.
    private Written? Replace(Written last, SymbolValue[] values)
    {
        List<TextChange> changes = [];
        int[] starts = new int[values.Length], lengths = new int[values.Length];
        int growth = 0;
        for (int i = 0; i < values.Length; i++)
        {
            starts[i] = last.Starts[i] + growth;
            lengths[i] = last.Lengths[i];
            if (!values[i].Equals(last.Values[i]))
            {
                string declaration = ConfigurationConstants.Emitter.Declaration(this, constants[i], values[i]);
                if (declaration.Length == 0 || last.Lengths[i] == 0)
                {
                    return null;
                }

                changes.Add(new(new(last.Starts[i], last.Lengths[i]), declaration));
                lengths[i] = declaration.Length;
                growth += declaration.Length - last.Lengths[i];
            }
        }

        // Had a value begun or ceased to be too large, the file would be written anew.
        return last with { Values = values, Starts = starts, Lengths = lengths, File = new(hintName, last.File.Text.WithChanges(changes)) };
    }

    /// <summary>What was written.</summary>
    /// <param name="Version">The version of the configuration that it is right for.</param>
    /// <param name="Values">The values of the constants.</param>
    /// <param name="Starts">Where in the text the declaration of each begins.</param>
    /// <param name="Lengths">How long it is.</param>
    /// <param name="File">The file.</param>
    /// <param name="Problems">What is wrong with the values.</param>
    private sealed record Written(
        object Version, SymbolValue[] Values, int[] Starts, int[] Lengths, ConstantsFile File, EquatableArray<DiagnosticInfo> Problems);
}
