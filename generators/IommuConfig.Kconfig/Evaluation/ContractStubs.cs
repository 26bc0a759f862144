using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Stands in for members of the core that are not there yet; deleted when they are.</summary>
internal static class ContractStubs
{
    extension(KconfigTree tree)
    {
        public Dialect Dialect => Dialect.Linux;

        public IReadOnlyList<KeyValuePair<string, string>> EnvironmentReads => [];

        public IReadOnlyList<Symbol> InHashOrder() => tree.Symbols;

        public Symbol? FindMentioned(string text, int start, int length) =>
            tree.TryGetSymbol(text.Substring(start, length), out Symbol? symbol) ? symbol : null;
    }

    extension(Choice choice)
    {
        public Symbol Symbol => throw new NotImplementedException(choice.ToString());

        public bool IsOptional => false;
    }

    extension(Symbol symbol)
    {
        public Choice? OwnChoice => null;

        public SymbolOptions? Options => null;
    }

    extension(Configuration configuration)
    {
        public bool IsChanged { get => false; set => throw new NotImplementedException(value.ToString()); }

        public Tristate GetTristate(Symbol symbol) => configuration.GetValue(symbol).Tristate;

        public string GetText(Symbol symbol) => configuration.GetValue(symbol).ToString();

        public bool IsWritten(Symbol symbol) => configuration.Values.IsWritten(symbol);

        public bool IsChangeable(Symbol symbol) => throw new NotImplementedException(symbol.Name);

        public Symbol? GetChoiceDefault(Choice choice) => throw new NotImplementedException(choice.ToString());

        public string GetDefaultText(Symbol symbol) => throw new NotImplementedException(symbol.Name);

        public bool Allows(Symbol symbol, string text) => throw new NotImplementedException(symbol.Name + text);

        public bool IsVisible(MenuNode node) => configuration.Evaluate(node.Prompt!.Condition) != Tristate.N;

        public void Calculate(Symbol symbol) => configuration.GetValue(symbol);

        public void InvalidateAll() => _ = configuration.Tree;

        public void Invalidate(Symbol symbol) => throw new NotImplementedException(symbol.Name);

        public UserValue? GetUserValue(Symbol symbol) => throw new NotImplementedException(symbol.Name);

        public void SetUserValueRaw(Symbol symbol, UserValue? value) => throw new NotImplementedException(symbol.Name + value);
    }
}

internal sealed class SymbolOptions
{
    public bool IsDefconfigList { get; set; }
}
