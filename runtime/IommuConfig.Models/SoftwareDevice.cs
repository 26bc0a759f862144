using System;
using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>A device that does DMA, through its IOMMU if it is behind one.</summary>
public sealed class SoftwareDevice
{
    private readonly MachineMemory _memory;

    /// <summary>Makes a device.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="id">Where it is.</param>
    /// <param name="memory">The memory it reads and writes.</param>
    /// <param name="unit">The IOMMU it is behind, or null.</param>
    public SoftwareDevice(string name, DeviceId id, MachineMemory memory, SoftwareUnit? unit)
        : this(name, new Device(id), memory, unit)
    {
    }

    internal SoftwareDevice(string name, Device device, MachineMemory memory, SoftwareUnit? unit)
    {
        Name = name;
        Device = device;
        Unit = unit;
        _memory = memory;
    }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The device as the layer knows it.</summary>
    public Device Device { get; }

    /// <summary>The IOMMU it is behind, or null.</summary>
    public SoftwareUnit? Unit { get; }

    /// <summary>Reads memory at a device address.</summary>
    /// <returns>Why it was blocked; the pages before the blocked one were read.</returns>
    public FaultReason Read(ulong address, Span<byte> buffer) => Transfer(address, buffer, default, buffer.Length, isWrite: false);

    /// <summary>Writes memory at a device address.</summary>
    /// <returns>Why it was blocked; the pages before the blocked one were written.</returns>
    public FaultReason Write(ulong address, ReadOnlySpan<byte> data) => Transfer(address, default, data, data.Length, isWrite: true);

    private FaultReason Transfer(ulong address, Span<byte> buffer, ReadOnlySpan<byte> data, int length, bool isWrite)
    {
        for (int done = 0; done < length;)
        {
            // A request never crosses a page, so each page is translated on its own.
            int size = Math.Min(length - done, FrameSource.FrameSize - (int)(address % FrameSource.FrameSize));
            ulong target = address;
            FaultReason reason = Unit?.Translate(Device.Id, address, isWrite, out target) ?? FaultReason.None;
            if (reason == FaultReason.None && !_memory.Contains(target, (ulong)size))
            {
                reason = FaultReason.NoMemory;
            }

            if (reason != FaultReason.None)
            {
                return reason;
            }

            Span<byte> bytes = _memory.Bytes(target, size);
            if (isWrite)
            {
                data.Slice(done, size).CopyTo(bytes);
            }
            else
            {
                bytes.CopyTo(buffer[done..]);
            }

            done += size;
            address += (ulong)size;
        }

        return FaultReason.None;
    }
}
