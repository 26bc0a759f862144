using System;
using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

/// <summary>Damaged values of <c>rmrr=</c> and <c>ivmd=</c>.</summary>
internal static class OptionFuzz
{
    private const string Characters = "0123456789abcdefABCDEFx-=:.,; \0\u00b2";

    private static readonly string[] s_seeds =
    [
        "1000-100f=0:2.0,0:1d.7;2000=1:2:3.4,5:6.7;0x3000=0:0.0",
        "1000-2000;3000=0:2.0-0:3.0,4:5.6;5000",
        "1=0:0.0;2=0:0.0;3=0:0.0;4=0:0.0;5=0:0.0;6=0:0.0;7=0:0.0;8=0:0.0;9=0:0.0;a=0:0.0",
        "1=0:0.0,0:1.0,0:2.0,0:3.0,0:4.0,0:5.0,0:6.0,0:7.0,0:8.0,0:9.0,0:a.0,0:b.0,0:c.0,0:d.0,0:e.0,0:f.0,0:10.0,0:11.0,0:12.0,0:13.0",
    ];

    internal static string? Run(ref ulong state)
    {
        Span<char> buffer = stackalloc char[512];
        string seed = s_seeds[FirmwareFuzz.Next(ref state) % (uint)s_seeds.Length];
        seed.CopyTo(buffer);
        int length = seed.Length;
        for (uint changes = 1 + (FirmwareFuzz.Next(ref state) % 4); changes > 0; changes--)
        {
            int at = (int)(FirmwareFuzz.Next(ref state) % (uint)(length + 1));
            switch (FirmwareFuzz.Next(ref state) % 4)
            {
                case 0:
                    length = Math.Max(length, at + 1);
                    buffer[at] = Characters[(int)(FirmwareFuzz.Next(ref state) % (uint)Characters.Length)];
                    break;
                case 1:
                    length = FirmwareFuzz.Next(ref state) % 4 == 0 ? at : length;
                    break;
                default:
                    int count = Math.Min((int)(FirmwareFuzz.Next(ref state) % 12), Math.Min(length - at, buffer.Length - length - 1));
                    buffer[at..length].CopyTo(buffer[(at + count)..]);
                    length += count;
                    break;
            }
        }

        string value = buffer[..length].ToString();
        try
        {
            RmrrOption rmrr = RmrrOption.Parse(value);
            IvmdOption ivmd = IvmdOption.Parse(value);
            bool isRight =
                rmrr.Ranges.Count <= 10 && rmrr.Ranges.All(range => range.Last.Value - range.First.Value < 16 && range.Devices.Count is > 0 and <= 20) &&
                ivmd.Ranges.Sum(range => Math.Max(1, range.Devices.Count)) <= 8 && ivmd.Ranges.All(range => range.First.Value <= range.Last.Value) &&
                AreRight(rmrr.Errors, length) && AreRight(ivmd.Errors, length) && (rmrr.Result < 0) == (rmrr.Errors.Count > 0);
            return isRight ? null : value;
        }
        catch (Exception exception)
        {
            return $"{value}: {exception}";
        }
    }

    private static bool AreRight(IReadOnlyList<ReservedOptionError> errors, int length) =>
        errors.All(error => error.Column >= 1 && error.Column <= length + 1 && error.Result < 0 && error.Text.Length > 0);
}
