using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Passthrough.Reserved;

/// <summary>Prints regions, as a table for people or as JSON for programs.</summary>
internal static class RegionWriter
{
    public static void Table(TextWriter output, IReadOnlyList<RegionRow> rows)
    {
        if (rows.Count == 0)
        {
            output.WriteLine("No memory is reserved for devices.");
            return;
        }

        string[][] lines =
        [
            ["first byte", "last byte", "size", "access", "kind", "devices"],
            .. rows.Select(row => (string[])[$"{row.First:x12}", $"{row.Last:x12}", Size(row), row.Access, row.Kind, DevicesOf(row)]),
        ];
        int[] widths = [.. Enumerable.Range(0, 6).Select(column => lines.Max(line => line[column].Length))];
        foreach (string[] line in lines)
        {
            // Sizes stand to the right, as numbers do; the last column needs no filling.
            output.WriteLine(string.Join("  ", line.Select((cell, column) => column switch
            {
                2 => cell.PadLeft(widths[column]),
                5 => cell,
                _ => cell.PadRight(widths[column]),
            })).TrimEnd());
        }
    }

    public static void Json(Stream output, IReadOnlyList<RegionRow> rows)
    {
        using (Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (RegionRow row in rows)
            {
                json.WriteStartObject();
                json.WriteString("first", $"0x{row.First:x}");
                json.WriteString("last", $"0x{row.Last:x}");
                json.WriteString("access", row.Access);
                json.WriteString("kind", row.Kind);
                json.WriteStartArray("devices");
                foreach (string device in row.Devices)
                {
                    json.WriteStringValue(device);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }

    private static string DevicesOf(RegionRow row) => row.Devices.Length == 0 ? "none" : string.Join(", ", row.Devices);

    private static string Size(RegionRow row)
    {
        UInt128 size = (UInt128)row.Last - row.First + 1;
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        int unit = 0;
        while (unit < units.Length - 1 && size >= 1024 && size % 1024 == 0)
        {
            size /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size} {units[unit]}");
    }
}
