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
            foreach (Symbol symbol in configuration.Tree.Symbols)
            {
                cancellation.ThrowIfCancellationRequested();
                string identifier = CSharpText.Identifier(symbol.Name);
                string? why = identifier == options.Class
                    ? $"the class of constants is called '{identifier}' too: rename the symbol, or set KconfigClass"
                    : taken.TryGetValue(identifier, out Symbol? other)
                        ? $"'{other.Name}' ({ConfigurationSnapshot.Place(other.Definitions[0].Location)}) becomes the same C# name '{identifier}': "
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

                constants.Add(Constant(symbol, identifier, configuration.GetValue(symbol)));
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

        private static ConstantModel Constant(Symbol symbol, string identifier, SymbolValue value)
        {
            (string type, string literal) = symbol.Type switch
            {
                SymbolType.Tristate => ConstantLiteral.Tristate(value.ToString()),
                SymbolType.Int => ConstantLiteral.Int(value.TryGetInt64(out long number) ? number : 0, IsWide(symbol, int.MinValue, int.MaxValue)),
                SymbolType.Hex => ConstantLiteral.Hex(value.TryGetUInt64(out ulong number) ? number : 0, IsWide(symbol, 0, uint.MaxValue)),
                SymbolType.String => ConstantLiteral.String(value.Text),
                _ => ConstantLiteral.Bool(value.Tristate != Kconfig.Tristate.N),
            };
            string dependency = symbol.DirectDependency.ToString();
            return new(
                identifier,
                type,
                literal,
                symbol.Name,
                symbol.Type.ToString().ToLowerInvariant(),
                symbol.FirstPrompt?.Text ?? "",
                symbol.Definitions.Select(definition => definition.Help).FirstOrDefault(help => help is not null) ?? "",
                dependency == "y" ? "" : dependency,
                string.Join(", ", symbol.Definitions.Select(definition => ConfigurationSnapshot.Place(definition.Location))));
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
