using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace IommuConfig.Benchmarks;

/// <summary>Where the figures come from.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Cores">How many of it.</param>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Load">The load of the machine's last minute before the benchmark.</param>
internal sealed record Machine(string Processor, int Cores, string System, string Runtime, double Load)
{
    public static Machine This { get; } = new(
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture));

    /// <summary>Whether others had so much to do that not every figure tells something.</summary>
    public bool IsLoaded => Load > 0.5;

    /// <summary>Writes all of it, and what the report's reader may believe if others had much to do.</summary>
    /// <param name="output">Receives the lines.</param>
    /// <param name="trust">Which figures of the report tell something nevertheless, and which do not.</param>
    public void Write(TextWriter output, string trust)
    {
        output.WriteLine($"{Processor}, {Cores} cores; {System}; {Runtime}; load {Figures.Short(Load)}");
        if (IsLoaded)
        {
            output.WriteLine($"The machine was not idle: trust {trust}.");
        }

        output.WriteLine();
    }
}
