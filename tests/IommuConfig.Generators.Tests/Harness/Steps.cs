using System.Collections.Generic;
using System.Linq;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Tests.Harness;

/// <summary>What an edit made the pipeline do.</summary>
internal static class Steps
{
    /// <summary>What each step did, as <c>Name: Reason, Reason</c>: one reason for each of its outputs, in their order.</summary>
    public static IReadOnlyDictionary<string, string> Reasons(GeneratorRun run) =>
        run.Result.Results.Single().TrackedSteps
            .Where(step => typeof(TrackingNames).GetField(step.Key) is not null)
            .ToDictionary(step => step.Key, step => string.Join(" ", step.Value.SelectMany(one => one.Outputs).Select(output => output.Reason)));

    /// <summary>The names of the files that were written anew. All others were taken as they are, without running their output.</summary>
    public static IReadOnlyList<string> Emitted(GeneratorRun run)
    {
        List<string> emitted = [];
        foreach (IncrementalGeneratorRunStep step in run.Result.Results.Single().TrackedOutputSteps.SelectMany(step => step.Value))
        {
            foreach ((object value, IncrementalStepRunReason reason) in step.Outputs)
            {
                if (reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
                {
                    emitted.AddRange(HintNames(value));
                }
            }
        }

        emitted.Sort(System.StringComparer.Ordinal);
        return emitted;
    }

    // An output's value is the compiler's own: a list of generated sources and a list of diagnostics.
    private static IEnumerable<string> HintNames(object value)
    {
        System.Collections.IEnumerable sources = (System.Collections.IEnumerable)value.GetType().GetField("Item1")!.GetValue(value)!;
        foreach (object source in sources)
        {
            yield return (string)source.GetType().GetProperty("HintName")!.GetValue(source)!;
        }
    }
}
