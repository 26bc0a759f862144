using System;

using IommuConfig.Models;
using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>DMA that shows what devices reach.</summary>
internal static class Access
{
    /// <summary>The device address of a frame's first byte.</summary>
    public static ulong Address(this Dfn dfn) => dfn.Value << 12;

    /// <summary>Whether a device can write at an address.</summary>
    public static bool Reaches(this SoftwareDevice device, ulong address) => device.Write(address, [0x5a]) == FaultReason.None;

    /// <summary>Whether one device reads at an address what another one wrote there.</summary>
    public static bool Exchange(SoftwareDevice writer, SoftwareDevice reader, ulong address)
    {
        byte[] read = new byte[5];
        return writer.Write(address, "hello"u8) == FaultReason.None && reader.Read(address, read) == FaultReason.None
            && read.AsSpan().SequenceEqual("hello"u8);
    }
}
