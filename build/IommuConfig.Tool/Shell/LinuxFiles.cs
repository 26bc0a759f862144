using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Shell;

/// <summary>Reads files on Linux with as few calls as it takes, into one buffer for each thread: a kernel's tree has more than a thousand.</summary>
/// <param name="folder">The folder of the root Kconfig.</param>
/// <param name="fallback">Where files are that <paramref name="folder"/> has not, or null.</param>
internal sealed unsafe class LinuxFiles(string folder, string? fallback) : IFileProvider
{
    [ThreadStatic]
    private static byte[]? s_buffer;

    private readonly PhysicalFiles _files = new(folder, fallback);

    /// <summary>The files below a folder, as this system reads them best.</summary>
    public static IFileProvider Of(string folder, string? fallback = null) =>
        OperatingSystem.IsLinux() ? new LinuxFiles(folder, fallback) : new PhysicalFiles(folder, fallback);

    /// <inheritdoc/>
    public SourceFile? Open(string path)
    {
        byte[] buffer = s_buffer ??= new byte[128 * 1024];
        int file = OpenFile(Path.Combine(folder, path), buffer);
        if (file < 0 && fallback is not null)
        {
            file = OpenFile(Path.Combine(folder, fallback, path), buffer);
        }

        if (file < 0)
        {
            return null;
        }

        int length = 0;
        nint read;
        do
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * length);
            }

            fixed (byte* start = buffer)
            {
                read = Libc.Read(file, start + length, (nuint)(buffer.Length - length));
            }

            length += read > 0 ? (int)read : 0;
        }
        while (read > 0 || (read < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted));

        _ = Libc.Close(file);
        return read < 0 ? null : SourceFile.FromBytes(path, buffer, length, out _);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Glob(string pattern) => _files.Glob(pattern);

    /// <inheritdoc/>
    public string? FindIgnoringCase(string path) => _files.FindIgnoringCase(path);

    /// <summary>Opens a file; the buffer is for its path.</summary>
    private static int OpenFile(string path, byte[] buffer)
    {
        if (path.Length * 3 >= buffer.Length || path.Contains('\0'))
        {
            return -1;
        }

        buffer[Encoding.UTF8.GetBytes(path, buffer)] = 0;
        fixed (byte* name = buffer)
        {
            int file;
            do
            {
                file = Libc.Open(name, Libc.CloseOnExec);
            }
            while (file < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted);

            return file;
        }
    }
}
