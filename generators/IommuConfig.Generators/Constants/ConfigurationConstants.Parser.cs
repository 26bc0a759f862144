using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

using IommuConfig.Generators.Configuration;
using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;
using IommuConfig.Kconfig;

namespace IommuConfig.Generators.Constants;

internal static partial class ConfigurationConstants
{
    /// <summary>From the symbols and their values to models.</summary>
    private static class Parser
    {
        public static ConstantsResult Parse(ConfigurationSnapshot? configuration, ConstantsOptions options, CancellationToken cancellation)
        {
            if (configuration is null)
            {
                return new(default, default);
            }

            List<DiagnosticInfo> diagnostics = [];
            if (!CSharpText.IsName(options.Class))
            {
                diagnostics.Add(DiagnosticInfo.Create(ConstantsDiagnostics.NotAName, null, "KconfigClass", options.Class));
            }

            if (options.Namespace.Length != 0 && !options.Namespace.Split('.').All(CSharpText.IsName))
            {
                diagnostics.Add(DiagnosticInfo.Create(ConstantsDiagnostics.NotAName, null, "KconfigNamespace", options.Namespace));
            }

            if (diagnostics.Count != 0)
            {
                return new(default, diagnostics.ToEquatableArray());
            }

            Dictionary<string, List<ConstantModel>> files = [];
            Dictionary<string, Symbol> taken = [];
            HashSet<Symbol> switches = [.. TrimSwitches.Resolve(configuration.Tree, options.Switches)];
            foreach (Symbol symbol in configuration.Tree.Symbols)
            {
                cancellation.ThrowIfCancellationRequested();
                string identifier = CSharpText.Identifier(symbol.Name);
                string? why = identifier == options.Class
                    ? $"the class of constants is called '{identifier}' too: rename the symbol, or set KconfigClass"
                    : taken.TryGetValue(identifier, out Symbol? other)
                        ? $"'{other.Name}' ({other.Definitions[0].Location}) becomes the same C# name '{identifier}': "
                            + "rename one of them"
                        : null;
                if (why is not null)
                {
                    diagnostics.Add(DiagnosticInfo.Create(
                        ConstantsDiagnostics.SameIdentifier, configuration.Locate(symbol.Definitions[0].Location), symbol.Name, why));
                    continue;
                }

                taken.Add(identifier, symbol);
                string path = symbol.Definitions[0].Location.Path;
                if (!files.TryGetValue(path, out List<ConstantModel>? constants))
                {
                    files.Add(path, constants = []);
                }

                if (Literal(symbol, configuration.GetValue(symbol)) is { } literal)
                {
                    constants.Add(Constant(symbol, identifier, literal, switches.Contains(symbol)));
                }
                else
                {
                    diagnostics.Add(DiagnosticInfo.Create(
                        ConstantsDiagnostics.ValueTooLarge, configuration.Locate(symbol.Definitions[0].Location), symbol.Name, configuration.GetValue(symbol).Text));
                }
            }

            HintNames names = new();
            return new(
                files.Select(file => new ConstantsFile(
                    options.Namespace,
                    options.Class,
                    file.Key,
                    names.Add($"{options.Class}.{file.Key.Replace('/', '.')}"),
                    file.Value.ToEquatableArray())).ToEquatableArray(),
                diagnostics.ToEquatableArray());
        }

        // Null for a number that no C# type of constants holds.
        private static (string Type, string Value)? Literal(Symbol symbol, SymbolValue value) => symbol.Type switch
        {
            SymbolType.Tristate => ConstantLiteral.Tristate(value.ToString()),
            SymbolType.Int when value.Text.Length == 0 => ConstantLiteral.Int(0, IsWide(symbol, int.MinValue, int.MaxValue)),
            SymbolType.Int when value.TryGetInt64(out long number) => ConstantLiteral.Int(number, IsWide(symbol, int.MinValue, int.MaxValue)),
            SymbolType.Int when value.TryGetUInt64(out ulong number) => ConstantLiteral.Unsigned(number),
            SymbolType.Hex when value.Text.Length == 0 => ConstantLiteral.Hex(0, IsWide(symbol, 0, uint.MaxValue)),
            SymbolType.Hex when value.TryGetUInt64(out ulong number) => ConstantLiteral.Hex(number, IsWide(symbol, 0, uint.MaxValue)),
            SymbolType.Int or SymbolType.Hex => null,
            SymbolType.String => ConstantLiteral.String(value.Text),
            _ => ConstantLiteral.Bool(value.Tristate != Kconfig.Tristate.N),
        };

        private static ConstantModel Constant(Symbol symbol, string identifier, (string Type, string Value) literal, bool isSwitch)
        {
            string dependency = symbol.DirectDependency.ToString();
            return new(
                identifier,
                literal.Type,
                literal.Value,
                isSwitch,
                symbol.Name,
                symbol.Type.ToString().ToLowerInvariant(),
                symbol.FirstPrompt?.Text ?? "",
                symbol.Definitions.Select(definition => definition.Help).FirstOrDefault(help => help is not null) ?? "",
                dependency == "y" ? "" : dependency,
                string.Join(", ", symbol.Definitions.Select(definition => definition.Location.ToString())));
        }

        // Whether a bound of a range says that values outside these may come, so that the type does not change with the value.
        private static bool IsWide(Symbol symbol, decimal low, decimal high) =>
            symbol.Ranges.SelectMany(range => new[] { range.Low, range.High })
                .Any(bound => Number(bound, symbol.Type == SymbolType.Hex) is { } number && (number < low || number > high));

        private static decimal? Number(Expression bound, bool isHex)
        {
            string? text = bound switch
            {
                ConstantExpression constant => constant.Text,
                SymbolExpression { Symbol.IsNumber: true } number => number.Symbol.Name,
                _ => null,
            };
            if (isHex)
            {
                string digits = text is not null && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.Substring(2) : text ?? "";
                return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hex) ? hex : null;
            }

            return decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value) ? value : null;
        }
    }
}
