using System.IO;
using System.Linq;
using System.Text.Json;

namespace IommuConfig.Benchmarks;

/// <summary>All measurements as JSON, for other programs.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public static void Write(string path, Measurements measurements)
    {
        using FileStream file = File.Create(path);
        JsonSerializer.Serialize(
            file,
            new { Version = 1, Machine = Machine.This, Measurements = measurements.Subjects.Select(s => new { Subject = s, Values = measurements[s] }) },
            s_options);
    }
}
