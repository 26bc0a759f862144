using System.Collections.Generic;

namespace IommuConfig.Benchmarks;

/// <summary>How a program is started.</summary>
/// <param name="Command">Its path and arguments.</param>
/// <param name="Environment">Its environment, but for what every program needs.</param>
/// <param name="Preload">A library that is loaded into it first, or null.</param>
internal sealed record Invocation(IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment, string? Preload = null)
{
    /// <summary>The variable that names the file of the answers for Native/answers.c.</summary>
    private const string Replay = "PROBES_REPLAY";

    /// <summary>The variable that names the file in which Native/answers.c says how often it answered.</summary>
    private const string Count = "PROBES_COUNT";

    /// <summary>The same with a variable for the library of answers.</summary>
    public Invocation WithAnswers(string path) => With(Replay, path);

    /// <summary>The same, with the number of answers counted.</summary>
    public Invocation WithCount(string path) => With(Count, path);

    private Invocation With(string name, string value) => this with { Environment = new Dictionary<string, string>(Environment) { [name] = value } };
}
