using System.Collections.Generic;

namespace IommuConfig.Benchmarks;

/// <summary>Whole processes side by side: in every round each peer runs once, in an order that turns.</summary>
/// <param name="part">"engine" with recorded answers or "whole" with the shell.</param>
/// <param name="setting">The architecture.</param>
/// <param name="mode">The mode.</param>
/// <param name="runs">The peers.</param>
internal sealed class ProcessBenchmark(string part, LinuxSetting setting, LinuxMode mode, IReadOnlyList<PeerRun> runs)
{
    private string Name => $"{part}, {setting.Architecture} {mode.Name}";

    /// <summary>Sees to it that all peers make the same, in replays from answers alone.</summary>
    /// <param name="expected">What the first of all peers made with the shell.</param>
    /// <param name="answers">How many answers a replay has; null if this is none.</param>
    public void Check(ConfigurationResult expected, int? answers)
    {
        foreach (PeerRun run in runs)
        {
            (ConfigurationResult result, int count) = run.Try();
            Compare(run, result, expected);
            if (run.Peer.IsExact && answers is { } all && count < all)
            {
                throw new BenchmarkException($"{Name}: {run.Peer.Name} took {count} of {all} commands from the record; the others were run, so this is no replay.");
            }
        }
    }

    /// <summary>Measures.</summary>
    public void Measure(int round, ConfigurationResult expected, Measurements measurements)
    {
        for (int i = 0; i < runs.Count; i++)
        {
            PeerRun run = runs[(i + round) % runs.Count];
            (ConfigurationResult result, ProcessCost cost) = run.Measure();
            Compare(run, result, expected);
            foreach ((string quantity, string unit, double value) in Quantities(cost))
            {
                measurements.Add(new Subject(part, setting.Architecture, mode.Name, run.Peer.Name, quantity, unit), value);
            }
        }
    }

    private static IEnumerable<(string Quantity, string Unit, double Value)> Quantities(ProcessCost cost) =>
    [
        (Quantity.Wall, "s", cost.Wall), (Quantity.User, "s", cost.User), (Quantity.System, "s", cost.System), (Quantity.Peak, "MB", cost.PeakKilobytes * 1024 / 1e6),
    ];

    private void Compare(PeerRun run, ConfigurationResult result, ConfigurationResult expected)
    {
        if (result.DifferenceFrom(expected, run.Peer.IsExact) is { } difference)
        {
            throw new BenchmarkException($"{Name}: {run.Peer.Name} gives another result than the reference. {difference}");
        }
    }
}
