using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace IommuConfig.Tool.Tests;

/// <summary>Runs the tool in this process, in a folder of its own.</summary>
internal sealed class ToolRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kconfig-").FullName;

    public ToolRun(string kconfig) => Write("Kconfig", kconfig);

    public Dictionary<string, string> Environment { get; } = [];

    public void Write(string path, string text)
    {
        string file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Write(string path, byte[] content) => File.WriteAllBytes(Path.Combine(_folder, path), content);

    public string Read(string path) => File.ReadAllText(Path.Combine(_folder, path));

    public bool Exists(string path) => File.Exists(Path.Combine(_folder, path));

    /// <summary>Runs a command line, split at blanks.</summary>
    public ToolResult Run(string arguments, string input = "")
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var host = ToolHost.Of(Environment, new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error, _folder);
        int code = Program.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), host);
        return new ToolResult(code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>What a run did.</summary>
internal sealed record ToolResult(int Code, string Output, string Error);
