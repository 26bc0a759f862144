using System;

namespace IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

/// <summary>
/// Damaged tables: each number is an input. What is read is exactly as long as the table, so that a read outside of it is an exception.
/// </summary>
internal sealed class FirmwareFuzz
{
    private static readonly uint[] s_values = [0, 1, 2, 3, 4, 7, 8, 15, 16, 20, 24, 32, 48, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff];

    private readonly byte[][] _seeds = [DmarBytes.Everything(), IvrsBytes.Everything(), IortBytes.Everything()];
    private readonly byte[] _buffer = new byte[4096];
    private readonly MadeUpPci _pci = new() { AllAnswer = true };
    private readonly MadeUpPci _bridges = new MadeUpPci().Add(0, 2, 0).Add(0, 0x1c, 0, 1, 3).Add(1, 0, 0);

    internal int Refused { get; private set; }

    internal int Accepted { get; private set; }

    internal int RegionsAdded { get; private set; }

    /// <summary>Reads one input, and says what was wrong with that.</summary>
    internal string? Run(ulong seed)
    {
        ulong state = (seed + 1) * 0x9e3779b97f4a7c15;
        int kind = (int)(Next(ref state) % 4);
        if (kind == 3)
        {
            return OptionFuzz.Run(ref state);
        }

        int length = Mutate(_seeds[kind], kind == 2 ? 1 : 2, ref state);
        Span<byte> table = _buffer.AsSpan(0, length);
        FirmwareTableOptions options = FirmwareTableOptions.IgnoreChecksum;
        if (Next(ref state) % 2 == 0 && length >= 36)
        {
            TableBytes.Seal(table);
            options = FirmwareTableOptions.None;
        }

        try
        {
            return Check(kind, table, options, seed % 16 == 0);
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private string? Check(int kind, ReadOnlySpan<byte> table, FirmwareTableOptions options, bool areAllThere)
    {
        ReservedRegions regions = new();
        FirmwareTableError error = kind switch
        {
            0 => DmarTable.Register(table, options, regions, areAllThere ? _pci : _bridges),
            1 => IvrsTable.Register(table, options, regions),
            _ => IortTable.Register(table, options, regions),
        };
        if (error.IsError)
        {
            Refused++;
            bool isInside = error.Offset >= 0 && error.Offset < Math.Max(1, table.Length);
            return !isInside || string.IsNullOrEmpty(error.Rule) || error.Result >= 0 || regions.Count != 0 ? $"{error.Result} {error}" : null;
        }

        Accepted++;
        RegionsAdded += regions.Count;
        for (int index = 0; index < regions.Count; index++)
        {
            ReservedRegion region = regions[index];
            if (region.Last < region.First || region.Devices.IsEmpty || region.Access == MapFlags.None)
            {
                return region.ToString();
            }
        }

        if (areAllThere)
        {
            Nobody nobody = default;
            regions.Visit(ref nobody);
        }

        foreach (ReservedRegion region in regions.RegionsOf(new DeviceId(0, 0, 0x10)))
        {
            if (!region.IsFor(new DeviceId(0, 0, 0x10)))
            {
                return region.ToString();
            }
        }

        return null;
    }

    // One to four changes: bits, values at fields' places, cuts, parts put elsewhere, parts doubled.
    private int Mutate(byte[] seed, int lengthOffset, ref ulong state)
    {
        seed.CopyTo(_buffer, 0);
        int length = seed.Length;
        for (int changes = 1 + (int)(Next(ref state) % 4); changes > 0; changes--)
        {
            int at = (int)(Next(ref state) % (uint)Math.Max(1, length));
            switch (Next(ref state) % 8)
            {
                case 0 or 1:
                    _buffer[at] ^= (byte)(1 << (int)(Next(ref state) % 8));
                    break;
                case 2 or 3:
                    uint value = s_values[Next(ref state) % (uint)s_values.Length];
                    int size = 1 << (int)(Next(ref state) % 3);
                    for (int index = 0; index < size && at + index < length; index++)
                    {
                        _buffer[at + index] = (byte)(value >> (8 * index));
                    }

                    break;
                case 4:
                    _buffer[at] = (byte)Next(ref state);
                    break;
                case 5:
                    length = Next(ref state) % 4 == 0 ? at : SetLength(length, (int)(Next(ref state) % 8) - 4);
                    break;
                case 6:
                    int from = (int)(Next(ref state) % (uint)Math.Max(1, length));
                    int count = (int)(Next(ref state) % 40);
                    count = Math.Min(count, length - Math.Max(at, from));
                    _buffer.AsSpan(from, Math.Max(0, count)).CopyTo(_buffer.AsSpan(at));
                    break;
                default:
                    length = Double(length, lengthOffset, ref state);
                    break;
            }
        }

        return length;
    }

    // Doubles a part behind the fixed fields, most often a whole structure, and says so in the header.
    private int Double(int length, int lengthOffset, ref ulong state)
    {
        int first = 48;
        for (uint steps = Next(ref state) % 8; steps > 0 && first + 4 <= length; steps--)
        {
            int next = first + (_buffer[first + lengthOffset] | _buffer[first + lengthOffset + 1] << 8);
            first = next > first && next < length ? next : first;
        }

        int count = first + 4 <= length ? Math.Min(length - first, _buffer[first + lengthOffset]) : 0;
        if (count <= 0 || length + count > _buffer.Length)
        {
            return length;
        }

        _buffer.AsSpan(first, length - first).CopyTo(_buffer.AsSpan(first + count));
        return SetLength(length, count);
    }

    private int SetLength(int length, int more)
    {
        int changed = Math.Clamp(length + more, 0, _buffer.Length);
        if (changed >= 8)
        {
            BitConverter.TryWriteBytes(_buffer.AsSpan(4), changed);
        }

        return changed;
    }

    internal static uint Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (uint)(state >> 32);
    }

    private struct Nobody : IReservedRegionVisitor
    {
        public readonly int Visit(Mfn start, ulong count, DeviceId device) => device.Devfn & 1;
    }
}
