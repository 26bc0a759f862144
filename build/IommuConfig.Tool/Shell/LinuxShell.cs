using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Shell;

/// <summary>
/// Starts shells on Linux with as little as it takes: one posix_spawn, a pipe for the output, and a file in memory for what is written to standard
/// error, if that is asked for. What else a command sees is as from the C program: the environment as it is, standard input, and "sh" as the shell's name.
/// </summary>
internal sealed unsafe class LinuxShell : ICapturingShell
{
    private readonly byte** _environment = *(byte***)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ");

    /// <inheritdoc/>
    public string Run(string command) => Run(command, -1);

    /// <inheritdoc/>
    public string Run(string command, out string errors)
    {
        fixed (byte* name = "stderr"u8)
        {
            int file = Libc.CreateMemoryFile(name, Libc.MemoryFileCloseOnExec);
            string output = Run(command, file);
            errors = file < 0 ? "" : ReadFile(file);
            _ = Libc.Close(file);
            return output;
        }
    }

    private string Run(string command, int errorFile)
    {
        int* ends = stackalloc int[2];
        if (Libc.Pipe(ends, Libc.CloseOnExec) != 0)
        {
            throw new ShellException("cannot open a pipe", Marshal.GetLastPInvokeError());
        }

        int process = 0;
        int failure = Spawn(command, ends[1], errorFile, &process);
        _ = Libc.Close(ends[1]);
        string output = failure == 0 ? ReadStart(ends[0]) : "";
        _ = Libc.Close(ends[0]);
        if (failure != 0)
        {
            throw new ShellException("cannot start /bin/sh", failure);
        }

        int status;
        while (Libc.Wait(process, &status, 0) < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted)
        {
        }

        return output;
    }

    private int Spawn(string command, int output, int errors, int* process)
    {
        byte* actions = stackalloc byte[Libc.OpaqueSize];
        byte* attributes = stackalloc byte[Libc.OpaqueSize];
        byte* signals = stackalloc byte[Libc.OpaqueSize];
        _ = Libc.InitializeActions(actions);
        _ = Libc.InitializeAttributes(attributes);
        _ = Libc.AddDuplicate(actions, output, 1);
        if (errors >= 0)
        {
            _ = Libc.AddDuplicate(actions, errors, 2);
        }

        // The runtime ignores SIGPIPE, which programs started here would inherit.
        _ = Libc.EmptySignals(signals);
        _ = Libc.AddSignal(signals, Libc.PipeSignal);
        _ = Libc.SetDefaultSignals(attributes, signals);
        _ = Libc.SetFlags(attributes, Libc.SetSignalDefaults);
        fixed (byte* path = "/bin/sh"u8, name = "sh"u8, option = "-c"u8, text = Encoding.UTF8.GetBytes(command + "\0"))
        {
            byte** arguments = stackalloc byte*[] { name, option, text, null };
            int failure = Libc.Spawn(process, path, actions, attributes, arguments, _environment);
            _ = Libc.DestroyActions(actions);
            _ = Libc.DestroyAttributes(attributes);
            return failure;
        }
    }

    /// <summary>Reads what counts of the output; a command that writes more finds the pipe closed, as with the C program.</summary>
    private static string ReadStart(int file)
    {
        const int Size = 4095;
        byte* buffer = stackalloc byte[Size];
        int length = 0;
        while (length < Size)
        {
            nint read = Libc.Read(file, buffer + length, (nuint)(Size - length));
            if (read > 0)
            {
                length += (int)read;
            }
            else if (read == 0 || Marshal.GetLastPInvokeError() != Libc.Interrupted)
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(buffer, length);
    }

    private static string ReadFile(int file)
    {
        const int Size = 4096;
        byte* buffer = stackalloc byte[Size];
        long offset = 0;
        using var bytes = new MemoryStream();
        for (nint read; (read = Libc.ReadAt(file, buffer, Size, offset)) > 0; offset += read)
        {
            bytes.Write(new ReadOnlySpan<byte>(buffer, (int)read));
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
