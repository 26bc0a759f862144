using System;
using System.Collections.Generic;
using System.IO;
using IommuConfig.Tool.Conf;

namespace IommuConfig.Tool;

/// <summary>What a run sees of the world: variables, the three streams, and the folder that relative paths start from.</summary>
internal sealed class ToolHost
{
    private AheadStream? _ahead;

    /// <summary>The value of an environment variable, or null if it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>Standard input.</summary>
    public required Stream Input { get; init; }

    /// <summary>Standard output.</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error.</summary>
    public required Stream Error { get; init; }

    /// <summary>The current folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether standard input is a terminal.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>Whether standard output is a terminal.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether standard error is a terminal.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>The world of this process.</summary>
    public static ToolHost OfProcess() => new()
    {
        Environment = System.Environment.GetEnvironmentVariable,
        Input = Console.OpenStandardInput(),
        Output = Console.OpenStandardOutput(),
        Error = Console.OpenStandardError(),
        Folder = Directory.GetCurrentDirectory(),
        IsInputTerminal = !Console.IsInputRedirected,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
    };

    /// <summary>A world made of the given parts, for tests.</summary>
    public static ToolHost Of(IReadOnlyDictionary<string, string> environment, Stream input, Stream output, Stream error, string folder) => new()
    {
        Environment = name => environment.TryGetValue(name, out string? value) ? value : null,
        Input = input,
        Output = output,
        Error = error,
        Folder = folder,
    };

    /// <summary>Standard input, read ahead from the first call on.</summary>
    public AheadStream ReadAhead() => _ahead ??= new AheadStream(Input);

    /// <summary>The value of a variable that counts only if it is not empty.</summary>
    public string? NonEmpty(string name) => Environment(name) is { Length: > 0 } value ? value : null;
}
