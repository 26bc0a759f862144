using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Configuration;
using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Dispatch;

internal static partial class DispatchTables
{
    /// <summary>From the declaration and the configuration to what is emitted.</summary>
    private sealed class Resolver
    {
        private readonly TableModel _table;
        private readonly TableDeclaration _declaration;
        private readonly ConfigurationSnapshot _configuration;
        private readonly List<DiagnosticInfo> _diagnostics;

        private Resolver(TableModel table, TableDeclaration declaration, ConfigurationSnapshot configuration)
        {
            (_table, _declaration, _configuration) = (table, declaration, configuration);
            _diagnostics = [.. declaration.Diagnostics];
        }

        public static TableResolution Resolve(TableDeclaration declaration, ConfigurationSnapshot? configuration)
        {
            if (declaration.Model is not { } table)
            {
                return new(null, declaration.Diagnostics);
            }

            if (configuration is null)
            {
                return new(null, declaration.Diagnostics
                    .Append(DiagnosticInfo.Create(TableDiagnostics.NoConfiguration, declaration.Location, table.DisplayName)).ToEquatableArray());
            }

            Resolver resolver = new(table, declaration, configuration);
            ResolvedTable resolved = resolver.Resolve();

            // The table is completed all the same: messages about its missing members would bury the one that matters.
            return new(resolved, resolver._diagnostics.ToEquatableArray());
        }

        private ResolvedTable Resolve()
        {
            string? unavailable = _table.DependsOn is { } dependsOn && !Holds(dependsOn, _declaration.Location, out string reason) ? reason : null;
            SymbolFact? mixed = _table.Mixed is null ? null : FindBool(_table.Mixed, "the table is mixed where it is y", _declaration.Location);
            bool isMixed = mixed is { IsSet: true };

            SymbolFact?[] symbols =
            [
                .. _table.Providers.Select((provider, index) =>
                    FindBool(provider.Symbol, "a provider is enabled by a bool or tristate", _declaration.ProviderLocations[index])),
            ];
            int[] enabled = unavailable is null
                ? [.. Enumerable.Range(0, symbols.Length).Where(index => symbols[index] is { IsSet: true })]
                : [];
            TableForm form = (enabled.Length, isMixed) switch
            {
                (0, _) => TableForm.Unavailable,
                (1, _) => TableForm.Single,
                (_, true) => TableForm.Mixed,
                _ => TableForm.Selected,
            };

            List<ResolvedHook> hooks = [];
            for (int contract = 0; contract < _table.Contracts.Count; contract++)
            {
                for (int hook = 0; hook < _table.Contracts[contract].Hooks.Count; hook++)
                {
                    hooks.Add(Resolve(contract, hook, form, mixed));
                }
            }

            EquatableArray<string> implemented = Implemented(hooks);
            if (hooks.Count != 0 && hooks.All(hook => hook.Dispatch == HookDispatch.Absent))
            {
                Report(TableDiagnostics.EmptyTable, _table.DisplayName, hooks[0].AbsentReason!, _table.Mixed ?? "what removes them");
            }

            return new(
                _table,
                form,
                new(enabled),
                symbols.Select((symbol, index) => symbol?.Reason ?? _table.Providers[index].Symbol).ToEquatableArray(),
                unavailable,
                isMixed,
                isMixed ? mixed!.Reason : null,
                hooks.ToEquatableArray(),
                _table.Contracts.SelectMany(contract => contract.Symbols.Select(member => Value(member, Locate(contract, member.Name)))).ToEquatableArray(),
                implemented);
        }

        private ResolvedHook Resolve(int contractIndex, int hookIndex, TableForm form, SymbolFact? mixed)
        {
            HookModel hook = _table.Contracts[contractIndex].Hooks[hookIndex];
            if (hook.DependsOn is { } dependsOn && !Holds(dependsOn, Locate(_table.Contracts[contractIndex], hook.Signature.Name), out string reason))
            {
                return Absent(reason);
            }

            bool isMixed = mixed is { IsSet: true };
            if (isMixed && hook.Context is null && hook.Fanout is null)
            {
                return Absent(hook.ContextDenied
                    ? $"is called where no single provider is meant (HookContext.None), and {mixed!.Reason}"
                    : $"takes no {_table.ContextNames}, and {mixed!.Reason}");
            }

            if (isMixed && hook is { Context: null, Fanout.Undo: { } undo })
            {
                CheckUndo(_table.Contracts[contractIndex], hook, undo);
            }

            HookDispatch dispatch = form switch
            {
                TableForm.Unavailable => HookDispatch.Unavailable,
                _ when isMixed && hook.Context is null => HookDispatch.Fanout,
                TableForm.Single when !hook.ContextIsId => HookDispatch.Direct,
                TableForm.Selected when !hook.ContextIsId => HookDispatch.Selected,
                _ => HookDispatch.ByContext,
            };
            return new(contractIndex, hookIndex, dispatch, null);

            ResolvedHook Absent(string why) => new(contractIndex, hookIndex, HookDispatch.Absent, why);
        }

        // What undoes a hook has to exist where the hook does.
        private void CheckUndo(ContractModel contract, HookModel hook, string undo)
        {
            if (contract.Hooks.FirstOrDefault(other => other.Signature.Name == undo)?.DependsOn is { } dependsOn
                && !Holds(dependsOn, Locate(contract, undo), out string reason))
            {
                Report(TableDiagnostics.UnknownUndo, undo, hook.Name, $"it does not exist in this configuration, since it {reason}");
            }
        }

        // A contract is implemented when all hooks of it and of what it inherits exist.
        private EquatableArray<string> Implemented(List<ResolvedHook> hooks)
        {
            List<string> implemented = [];
            for (int index = 0; index < _table.Contracts.Count; index++)
            {
                ContractModel contract = _table.Contracts[index];
                List<ResolvedHook> own = [.. hooks.Where(hook => hook.Contract == index)];
                List<ResolvedHook> absent = [.. own.Where(hook => hook.Dispatch == HookDispatch.Absent)];
                if (absent.Count == 0)
                {
                    if (contract.Bases.All(implemented.Contains))
                    {
                        implemented.Add(contract.FullName);
                    }
                }
                else if (absent.Count < own.Count)
                {
                    Report(
                        TableDiagnostics.SplitContract,
                        _table.DisplayName,
                        contract.DisplayName,
                        CSharpText.Number(own.Count - absent.Count),
                        CSharpText.Number(own.Count),
                        contract.Hooks[absent[0].Hook].Name,
                        absent[0].AbsentReason!);
                }
            }

            return implemented.ToEquatableArray();
        }

        private string Value(SymbolMemberModel member, LocationInfo? location)
        {
            if (member.Kind == SymbolMemberKind.Enumeration)
            {
                return EnumerationValue(member, location);
            }

            if (_configuration.Find(member.Symbol!) is not { } symbol)
            {
                ReportUnknown(member.Symbol!, location);
                return "default";
            }

            if (SymbolLiteral.Format(symbol, member) is { } literal)
            {
                return literal;
            }

            ReportUnlessDamaged(
                TableDiagnostics.WrongSymbolType, location, symbol.Name, symbol.Type.ToString().ToLowerInvariant(), symbol.Place,
                $"property '{member.Name}' of type '{ForPeople(member.Type)}' cannot hold its value '{symbol.Text}'");
            return "default";
        }

        private string EnumerationValue(SymbolMemberModel member, LocationInfo? location)
        {
            List<string> symbols = [];
            string? otherwise = null;
            foreach (EnumMemberModel candidate in member.Members)
            {
                if (candidate.Symbol is null)
                {
                    otherwise ??= candidate.FullName;
                    continue;
                }

                symbols.Add(candidate.Symbol);
                if (FindBool(candidate.Symbol, "a member of an enumeration stands for a bool or tristate", _declaration.Locate(candidate.FullName)) is { IsSet: true })
                {
                    return candidate.FullName;
                }
            }

            if (otherwise is null)
            {
                ReportUnlessDamaged(TableDiagnostics.NoEnumerationMember, location, member.Name, string.Join(", ", symbols), ForPeople(member.Type));
            }

            return otherwise ?? "default";
        }

        private static string ForPeople(string type) => type.Replace("global::", "");

        private LocationInfo? Locate(ContractModel contract, string member) => _declaration.Locate($"{contract.FullName}.{member}");

        // An expression with a mistake in it holds: that it removes something would be one more message, about nothing.
        private bool Holds(string expression, LocationInfo? location, out string reason)
        {
            ExpressionFact fact = _configuration.Evaluate(expression);
            reason = fact.Reason;
            if (fact.Error is not null)
            {
                _diagnostics.Add(DiagnosticInfo.Create(TableDiagnostics.BadExpression, location, expression, fact.Error));
                return true;
            }

            if (fact.UnknownSymbol is not null)
            {
                ReportUnknown(fact.UnknownSymbol, location);
                return true;
            }

            return fact.IsTrue;
        }

        private SymbolFact? FindBool(string name, string use, LocationInfo? location)
        {
            SymbolFact? symbol = _configuration.Find(name);
            if (symbol is null)
            {
                ReportUnknown(name, location);
            }
            else if (symbol.Type is not (SymbolFactType.Bool or SymbolFactType.Tristate))
            {
                ReportUnlessDamaged(TableDiagnostics.WrongSymbolType, location, symbol.Name, symbol.Type.ToString().ToLowerInvariant(), symbol.Place, use);
                return null;
            }

            return symbol;
        }

        private void ReportUnknown(string name, LocationInfo? location)
        {
            if (_configuration.IsDamaged)
            {
                return;
            }

            string hint = _configuration.Suggest(name) is { } near ? $" (did you mean {near}?)" : "";
            DiagnosticInfo diagnostic = DiagnosticInfo.Create(TableDiagnostics.UnknownSymbol, location, name, hint);
            if (!_diagnostics.Contains(diagnostic))
            {
                _diagnostics.Add(diagnostic);
            }
        }

        // The tree's own errors come first; what follows from them would bury them.
        private void ReportUnlessDamaged(DiagnosticDescriptor descriptor, LocationInfo? location, params string[] arguments)
        {
            if (!_configuration.IsDamaged)
            {
                _diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));
            }
        }

        private void Report(DiagnosticDescriptor descriptor, params string[] arguments) =>
            _diagnostics.Add(DiagnosticInfo.Create(descriptor, _declaration.Location, arguments));
    }
}
