using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using IommuConfig.Tool.Commands;
using IommuConfig.Tool.Conf;
using IommuConfig.Tool.Shell;

namespace IommuConfig.Tool;

/// <summary>The command <c>kconfig</c>.</summary>
internal static class Program
{
    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="host">The world.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, ToolHost host)
    {
        try
        {
            return ConfCommand.TryRun(arguments, host) ?? CommandLine.Run(arguments, host);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ShellException)
        {
            return Fail(host, e.Message);
        }
        catch (Exception e) when (host.NonEmpty("KCONFIG_TRACE") is null)
        {
            return Fail(host, $"this is a mistake of kconfig itself, please report it: {e.GetType().Name}: {e.Message} (KCONFIG_TRACE=1 shows where)");
        }
    }

    private static int Main(string[] arguments)
    {
        PutOffCollections();
        int exitCode = ExitCode.Problems;

        // The C program's forms of conditions are as deep as conditions are long. A stack costs only what is used of it.
        var thread = new Thread(() => exitCode = Run(arguments, ToolHost.OfProcess()), maxStackSize: 512 << 20) { Name = "kconfig" };
        thread.Start();
        thread.Join();
        return exitCode;
    }

    /// <summary>
    /// A run is over before collecting garbage would pay: nearly all that it makes is in use until its end. A run that makes more than this collects
    /// as usual.
    /// </summary>
    private static void PutOffCollections()
    {
        const long Size = 60 << 20;

        // Where the heap is limited to less, the runtime does not survive the question.
        if (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >= 4 * Size)
        {
            GC.TryStartNoGCRegion(Size);
        }
    }

    private static int Fail(ToolHost host, string message)
    {
        try
        {
            host.Error.Write(Encoding.UTF8.GetBytes($"kconfig: {message}\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody is there to read it.
        }

        return ExitCode.Problems;
    }
}
