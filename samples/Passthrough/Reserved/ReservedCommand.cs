using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig.Runtime;

namespace Passthrough.Reserved;

/// <summary>Prints which memory firmware reserves for devices: of a table in a file, or of the running machine.</summary>
internal static class ReservedCommand
{
    // More than any table has.
    private const int MaximumSize = 1 << 24;

    private const string Usage = """
        usage: Passthrough reserved [--json] FILE
               Passthrough reserved [--json] --host [SYS]
          FILE    an ACPI table: DMAR (VT-d), IVRS (AMD-Vi) or IORT (Arm)
          --host  the running Linux machine: /sys/firmware/acpi/tables, else /sys/kernel/iommu_groups; SYS is another place for /sys
          --json  for programs
        exit codes: 0 printed, 1 there is no such table or it is broken, 2 this text
        """;

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">What follows <c>reserved</c>.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is ["--help" or "-h"])
        {
            Console.WriteLine(Usage);
            return 0;
        }

        bool isJson = arguments.Contains("--json");
        string[] rest = [.. arguments.Where(argument => argument != "--json")];
        if (rest is not (["--host"] or ["--host", _] or [_]) || (rest[0].StartsWith('-') && rest[0] != "--host"))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        List<RegionRow> rows = [];
        string? error = rest[0] == "--host" ? ReadHost(rest.Length > 1 ? rest[1] : "/sys", rows) : ReadFile(rest[0], rows);
        if (error is not null)
        {
            Console.Error.WriteLine(error);
            return 1;
        }

        if (isJson)
        {
            using Stream output = Console.OpenStandardOutput();
            RegionWriter.Json(output, rows);
        }
        else
        {
            RegionWriter.Table(Console.Out, rows);
        }

        return 0;
    }

    private static string? ReadFile(string path, List<RegionRow> rows)
    {
        try
        {
            if (Directory.Exists(path))
            {
                return $"{path}: this is a folder";
            }

            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[MaximumSize];
            int length = file.ReadAtLeast(bytes, MaximumSize, throwOnEndOfStream: false);
            return ReadTable(path, bytes[..length], rows);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"{path}: there is no such file";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"{path}: {exception.Message}";
        }
    }

    private static string? ReadHost(string system, List<RegionRow> rows)
    {
        bool isAnyTable = false;
        foreach ((string path, byte[] bytes) in Host.Tables(system))
        {
            isAnyTable = true;
            if (ReadTable(path, bytes, rows) is { } error)
            {
                return error;
            }
        }

        try
        {
            if (!isAnyTable)
            {
                List<RegionRow>? groups = Host.Groups(system);
                rows.AddRange(groups ?? []);
                return groups is null ? $"{system}: neither readable ACPI tables of IOMMUs nor IOMMU groups: the IOMMU may be off, and tables are often for root only" : null;
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    private static string? ReadTable(string path, byte[] bytes, List<RegionRow> rows)
    {
        if (!FirmwareTableFile.IsTable(bytes))
        {
            return $"{path}: not a DMAR, IVRS or IORT table: it does not begin with one of these names";
        }

        FirmwareTableError error = FirmwareTableFile.Read(bytes, rows);
        return error.IsError ? $"{path}: broken table {error}" : null;
    }
}
