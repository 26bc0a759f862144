using System;
using System.IO;

namespace IommuConfig.Kconfig;

/// <summary>
/// Writes files so that whoever reads them, or finds them after we were stopped, has the old content or the new one, each whole: the bytes go to a
/// temporary file in the same folder, are flushed to the disk, and the temporary file takes the name over.
/// </summary>
internal static class AtomicFile
{
    /// <summary>The content, empty for a folder as the C library reads one, or null if there is nothing to read.</summary>
    public static byte[]? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : Directory.Exists(path) ? [] : null;
        }
        catch (Exception e) when (IsFileProblem(e))
        {
            return null;
        }
    }

    public static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    public static bool IsFolder(string path) => Directory.Exists(path);

    /// <summary>Writes a file. A symbolic link is replaced, as the C program does.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="temporarySuffix">What makes the file's name the temporary file's.</param>
    /// <param name="backup">The name that the old file gets, if it shall be kept.</param>
    /// <param name="makesFolders">Whether a missing folder is made.</param>
    public static FileError? Write(string path, Utf8Writer content, string temporarySuffix = ".tmp", string? backup = null, bool makesFolders = true)
    {
        bool isCreated = false;
        string temporary = path + temporarySuffix;
        try
        {
            using (FileStream stream = Create(temporary, makesFolders))
            {
                isCreated = true;
                KeepPermissions(path, stream);
                stream.Write(content.Bytes, 0, content.Length);
                stream.Flush(flushToDisk: true);
            }

            Replace(temporary, path, backup);
            return null;
        }
        catch (Exception e) when (IsFileProblem(e))
        {
            if (isCreated)
            {
                Delete(temporary);
            }

            return FileError.Of(path, e, isFolder: Directory.Exists(path));
        }
    }

    /// <summary>
    /// Writes a file, or the one that a symbolic link leads to: links stay. What is no file, such as /dev/stdout or a pipe, is written into as it is.
    /// </summary>
    public static FileError? WriteThroughLinks(string path, Utf8Writer content, bool makesFolders = true)
    {
        try
        {
            if (LinkTarget(path) is { } target)
            {
                return target == path || !CanBeReplaced(target)
                    ? WriteInPlace(path, content)
                    : Write(target, content, makesFolders: makesFolders) is { } error ? error with { Path = path } : null;
            }

            return CanBeReplaced(path) ? Write(path, content, makesFolders: makesFolders) : WriteInPlace(path, content);
        }
        catch (Exception e) when (IsFileProblem(e))
        {
            return FileError.Of(path, e, isFolder: Directory.Exists(path));
        }
    }

    /// <summary>Makes an empty file, or an existing one empty and new.</summary>
    public static FileError? Touch(string path, bool makesFolders = true)
    {
        try
        {
            try
            {
                MakeEmpty(path);
            }
            catch (DirectoryNotFoundException) when (makesFolders)
            {
                Create(path, makesFolders).Dispose();
            }

            return null;
        }
        catch (Exception e) when (IsFileProblem(e))
        {
            return FileError.Of(path, e, isFolder: Directory.Exists(path));
        }
    }

    private static FileStream Create(string path, bool makesFolders)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1);
        }
        catch (DirectoryNotFoundException) when (makesFolders)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1);
        }
    }

    private static FileError? WriteInPlace(string path, Utf8Writer content)
    {
        bool isDevice = !CanBeReplaced(path);
        using var stream = new FileStream(path, isDevice ? FileMode.Open : FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1);
        stream.Write(content.Bytes, 0, content.Length);
        return null;
    }

    private static bool CanBeReplaced(string path) =>
        (!path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/dev/shm/", StringComparison.Ordinal)) && !path.StartsWith("/proc/", StringComparison.Ordinal);

    private static void Replace(string temporary, string path, string? backup)
    {
        if (backup is not null && File.Exists(path))
        {
            File.Replace(temporary, path, backup);
            return;
        }

#if NET
        File.Move(temporary, path, overwrite: true);
#else
        if (File.Exists(path))
        {
            File.Replace(temporary, path, null);
        }
        else
        {
            File.Move(temporary, path);
        }
#endif
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (IsFileProblem(e))
        {
            // The reason why the file could not be written is the one to tell.
        }
    }

#if NET
    /// <summary>As little as the system needs: there may be thousands of these files.</summary>
    private static void MakeEmpty(string path) => File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite).Dispose();

    private static void KeepPermissions(string path, FileStream temporary)
    {
        if (!OperatingSystem.IsWindows() && new FileInfo(path) is { Exists: true } file)
        {
            File.SetUnixFileMode(temporary.SafeFileHandle, file.UnixFileMode);
        }
    }

    /// <summary>Where a symbolic link leads in the end, or null if the path is none.</summary>
    private static string? LinkTarget(string path) =>
        new FileInfo(path).LinkTarget is null ? null : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
#else
    private static void MakeEmpty(string path) => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1).Dispose();

    private static void KeepPermissions(string path, FileStream temporary) => _ = (path, temporary);

    /// <summary>The path itself for a symbolic link, because this platform cannot tell where it leads; otherwise null.</summary>
    private static string? LinkTarget(string path) =>
        File.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0 ? path : null;
#endif

    private static bool IsFileProblem(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;
}
