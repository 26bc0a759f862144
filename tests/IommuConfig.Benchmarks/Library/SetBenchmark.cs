using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using IommuConfig.Kconfig;

namespace IommuConfig.Benchmarks;

/// <summary>
/// A person who toggles symbols in a configuration all of whose values are known: how long one toggle takes until all values are right again, and how
/// many symbols were computed for it. The symbols are a sample of those that can be toggled, evenly from the whole tree, without members of choices
/// and without the symbol that makes modules possible, upon which everything hangs.
/// </summary>
internal sealed class SetBenchmark
{
    private const int SampleSize = 256;

    private readonly Configuration _configuration;
    private readonly Symbol[] _sample;

    /// <summary>Picks the symbols.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="defConfig">What the configuration begins with.</param>
    /// <param name="isHeard">Whether somebody wants to hear what changed, as a program with a window does.</param>
    public SetBenchmark(KconfigTree tree, DotConfig defConfig, bool isHeard)
    {
        Name = isHeard ? "Set, one symbol toggled, with ValuesChanged" : "Set, one symbol toggled";
        _configuration = Evaluation.Of(tree, defConfig);
        if (isHeard)
        {
            _configuration.ValuesChanged += (_, e) => Heard += e.Changes.Count;
        }

        Symbol[] candidates = [.. tree.Symbols.Where(s => s is { Type: SymbolType.Bool or SymbolType.Tristate, Choice: null } && s != tree.ModulesSymbol && _configuration.IsChangeable(s))];
        _sample = [.. candidates.Where((_, i) => i * SampleSize / candidates.Length != (i - 1) * SampleSize / candidates.Length)];
    }

    /// <summary>What it is called in tables.</summary>
    public string Name { get; }

    /// <summary>How many changes were told of.</summary>
    public long Heard { get; private set; }

    /// <summary>Toggles each symbol of the sample and toggles it back.</summary>
    /// <returns>For each toggle that was accepted, microseconds and the number of symbols that were computed.</returns>
    public List<(double Microseconds, int Recomputed)> Run()
    {
        var results = new List<(double, int)>();
        foreach (Symbol symbol in _sample)
        {
            bool wasUsers = _configuration.HasUserValue(symbol);
            string old = _configuration.GetText(symbol);
            int before = _configuration.Evaluator.ComputedCount;
            long start = Stopwatch.GetTimestamp();
            bool isAccepted = _configuration.Set(symbol, old == "n" ? "y" : "n").IsAccepted;
            double microseconds = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            if (isAccepted)
            {
                results.Add((microseconds, _configuration.Evaluator.ComputedCount - before));
                Restore(symbol, wasUsers ? old : null);
            }
        }

        return results;
    }

    private void Restore(Symbol symbol, string? value)
    {
        if (value is null)
        {
            _configuration.Reset(symbol);
        }
        else
        {
            _configuration.Set(symbol, value);
        }

        Evaluation.Evaluate(_configuration);
    }
}
