using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>Everything that was measured: for each subject a value for each round.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<Subject, List<double>> _values = [];

    /// <summary>The subjects, in the order in which they were first measured.</summary>
    public IEnumerable<Subject> Subjects => _values.Keys;

    public IReadOnlyList<double> this[Subject subject] => _values[subject];

    public void Add(Subject subject, double value)
    {
        if (!_values.TryGetValue(subject, out List<double>? values))
        {
            _values.Add(subject, values = []);
        }

        values.Add(value);
    }

    /// <summary>How a subject spreads, or null if it was not measured.</summary>
    public Spread? Of(Subject subject) => _values.TryGetValue(subject, out List<double>? values) ? Spread.Of(values) : null;

    /// <summary>
    /// How a subject compares with another: the quotients of each round, so that what disturbs a round disturbs both. Null if one was not measured.
    /// </summary>
    public Spread? Ratio(Subject subject, Subject other) =>
        _values.TryGetValue(subject, out List<double>? values) && _values.TryGetValue(other, out List<double>? others) && others.All(o => o > 0)
            ? Spread.Of(values.Zip(others, (v, o) => v / o)) : null;
}
