using System.IO;
using System.Reflection;

namespace IommuConfig.Benchmarks;

/// <summary>The C programs of the benchmark, compiled where they are needed.</summary>
internal sealed class NativePrograms
{
    private const string Compiler = "/usr/bin/gcc";

    /// <summary>Compiles them into a folder.</summary>
    public NativePrograms(string folder)
    {
        Launcher = Path.Combine(folder, "launch");
        Answers = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "answers")).FullName, "libc.so");
        Compile(folder, "launch.c", Launcher);
        Compile(folder, "answers.c", Answers, "-shared", "-fPIC");
    }

    public static bool CanCompile => File.Exists(Compiler);

    /// <summary>Starts a program and measures what it costs.</summary>
    public string Launcher { get; }

    /// <summary>The library that answers for the shell.</summary>
    public string Answers { get; }

    /// <summary>Writes a file that is part of this program.</summary>
    public static string Extract(string name, string folder)
    {
        string path = Path.Combine(folder, name);
        using Stream source = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using FileStream target = File.Create(path);
        source.CopyTo(target);
        return path;
    }

    /// <summary>Compiles a library into a folder, where what it includes is already.</summary>
    /// <returns>Its path.</returns>
    public static string Library(string folder, string source, string name, params string[] options)
    {
        string path = Path.Combine(folder, name);
        Compile(folder, source, path, ["-shared", "-fPIC", .. options]);
        return path;
    }

    private static void Compile(string folder, string source, string output, params string[] options) =>
        PreparingCommand.Run(Compiler, ["-O2", .. options, "-o", output, Extract(source, folder)]);
}
