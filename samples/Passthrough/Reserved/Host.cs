using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Passthrough.Reserved;

/// <summary>The running Linux machine: its tables if one may read them, else what its kernel says of each group of devices.</summary>
internal static class Host
{
    /// <summary>The tables of the machine; unreadable ones are left out.</summary>
    public static IEnumerable<(string Path, byte[] Bytes)> Tables(string system)
    {
        foreach (string name in (string[])["DMAR", "IVRS", "IORT"])
        {
            string path = Path.Combine(system, "firmware/acpi/tables", name);
            byte[]? bytes = null;
            try
            {
                bytes = File.ReadAllBytes(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // There is none, or it is for others to read.
            }

            if (bytes is not null)
            {
                yield return (path, bytes);
            }
        }
    }

    /// <summary>The regions of the kernel's groups; null where the kernel has no group, and so knows nothing.</summary>
    public static List<RegionRow>? Groups(string system)
    {
        string folder = Path.Combine(system, "kernel/iommu_groups");
        string[] groups = Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
        if (groups.Length == 0)
        {
            return null;
        }

        List<RegionRow> rows = [];
        foreach (string group in groups.OrderBy(NumberOf))
        {
            string file = Path.Combine(group, "reserved_regions");
            string devices = Path.Combine(group, "devices");
            if (File.Exists(file))
            {
                string[] names = Directory.Exists(devices) ? [.. Directory.GetFileSystemEntries(devices).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];
                rows.AddRange(File.ReadAllLines(file).Select(line => Row(line, names)).OfType<RegionRow>());
            }
        }

        return rows;
    }

    private static int NumberOf(string path) => int.TryParse(Path.GetFileName(path), out int number) ? number : int.MaxValue;

    // 0x00000000fee00000 0x00000000feefffff msi
    private static RegionRow? Row(string line, string[] devices)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 3 && TryRead(words[0], out ulong first) && TryRead(words[1], out ulong last) ? new RegionRow(first, last, "?", words[2], devices) : null;
    }

    private static bool TryRead(string text, out ulong address) =>
        ulong.TryParse(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out address);
}
