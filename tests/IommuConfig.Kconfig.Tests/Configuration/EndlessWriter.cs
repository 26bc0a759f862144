using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace IommuConfig.Kconfig.Tests;

/// <summary>A process that writes one file again and again until it is killed. It is this assembly, started with a variable set.</summary>
internal static class EndlessWriter
{
    private const string Variable = "ICONFIG_TEST_ENDLESS_WRITER";

    public static string Content(char c) => new(c, 3_000_000);

    public static Process Start(string path) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(EndlessWriter).Assembly.Location])
    {
        Environment = { [Variable] = path },
        RedirectStandardOutput = true,
    })!;

    /// <summary>Runs before anything else of the assembly.</summary>
    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } path)
        {
            return;
        }

        Utf8Writer a = new Utf8Writer().Append(Content('a'));
        Utf8Writer b = new Utf8Writer().Append(Content('b'));
        Console.Out.WriteLine("started");
        for (int i = 0; ; i++)
        {
            AtomicFile.Write(path, i % 2 == 0 ? b : a);
        }
    }
}
