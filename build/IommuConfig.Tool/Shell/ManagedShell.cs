using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Shell;

/// <summary>Starts shells anywhere: /bin/sh, or on Windows the <c>sh</c> that is found on PATH, such as that of Git or MSYS2.</summary>
internal sealed class ManagedShell : ICapturingShell
{
    private const int MaxOutput = 4095;

    private static string Program => OperatingSystem.IsWindows() ? "sh" : "/bin/sh";

    /// <inheritdoc/>
    public string Run(string command)
    {
        using Process process = Start(command, capturesErrors: false);
        return Finish(process);
    }

    /// <inheritdoc/>
    public string Run(string command, out string errors)
    {
        using Process process = Start(command, capturesErrors: true);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = Finish(process);
        errors = error.GetAwaiter().GetResult();
        return output;
    }

    private static Process Start(string command, bool capturesErrors)
    {
        var start = new ProcessStartInfo(Program, ["-c", command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = capturesErrors,
            StandardErrorEncoding = capturesErrors ? Encoding.UTF8 : null,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ShellException("cannot start " + Program, e.NativeErrorCode);
        }
    }

    private static string Finish(Process process)
    {
        var buffer = new byte[MaxOutput];
        Stream output = process.StandardOutput.BaseStream;
        int length = output.ReadAtLeast(buffer, MaxOutput, throwOnEndOfStream: false);
        output.Close();
        process.WaitForExit();
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
