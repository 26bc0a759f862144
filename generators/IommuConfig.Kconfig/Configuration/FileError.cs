using System;
using System.IO;

namespace IommuConfig.Kconfig;

/// <summary>Why a file could not be written.</summary>
internal enum FileErrorKind
{
    /// <summary>Another reason, which the message gives as the system does.</summary>
    Other,

    /// <summary>A folder has that name.</summary>
    IsFolder,

    /// <summary>The file or its folder may not be written.</summary>
    NoPermission,

    /// <summary>The disk is full.</summary>
    NoSpace,

    /// <summary>The folder does not exist.</summary>
    NoFolder,
}

/// <summary>A file could not be written. What was there before is untouched.</summary>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Kind">The reason.</param>
/// <param name="Message">The reason in words, with the file and what to do.</param>
internal sealed record FileError(string Path, FileErrorKind Kind, string Message)
{
    // errno ENOSPC and EDQUOT of Linux; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private const int NoSpaceOnDevice = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>The message.</summary>
    public override string ToString() => Message;

    internal static FileError Of(string path, Exception problem, bool isFolder)
    {
        FileErrorKind kind = problem switch
        {
            _ when isFolder => FileErrorKind.IsFolder,
            UnauthorizedAccessException => FileErrorKind.NoPermission,
            DirectoryNotFoundException => FileErrorKind.NoFolder,
            { HResult: NoSpaceOnDevice or QuotaExceeded or WindowsDiskFull or WindowsHandleDiskFull } => FileErrorKind.NoSpace,
            _ => FileErrorKind.Other,
        };
        string reason = kind switch
        {
            FileErrorKind.IsFolder => "a folder has that name; move the folder away or give the file another name",
            FileErrorKind.NoPermission => "no permission; make its folder writable for you, or write somewhere else",
            FileErrorKind.NoFolder => "its folder does not exist; create it",
            FileErrorKind.NoSpace => "the disk is full; free some space and run again",
            _ => problem.Message.TrimEnd('.') + "; solve that and run again",
        };
        return new FileError(path, kind, "cannot write '" + path + "': " + reason + "; what was there before is unchanged");
    }
}
