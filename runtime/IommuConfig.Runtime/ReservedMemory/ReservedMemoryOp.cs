using System.Runtime.InteropServices;

namespace IommuConfig.Runtime;

/// <summary>Memory operation 27, <c>XENMEM_reserved_device_memory_map</c>: which memory has to stay one to one for a device.</summary>
/// <remarks>
/// The caller gives room for a number of entries and learns how many there are. Entries that fit are written even if not all do, so a caller
/// asks with no room first, and again with enough.
/// </remarks>
public static class ReservedMemoryOp
{
    /// <summary>The operation's number in Xen's public interface.</summary>
    public const uint Number = 27;

    /// <summary>The flag that asks for the regions of all devices, whatever device is named (<c>XENMEM_RDM_ALL</c>).</summary>
    public const uint AllDevices = 1;

    private const uint NumberMask = (1u << MemoryHypercall.ExtentShift) - 1;

    /// <summary>Runs the operation.</summary>
    /// <remarks>A 32-bit caller (<see cref="GuestMemory.Is32Bit"/>) passes an <see cref="Argument32"/> and gets <see cref="Entry32"/>s.</remarks>
    /// <returns>
    /// 0; -ENOBUFS when there are more entries than the caller has room for; -EFAULT when its argument or its room is not in its memory;
    /// -EINVAL for unknown flags or a call that is to be continued; -ERANGE when an entry for which there is room does not fit into 32 bits;
    /// -ENOSYS for another operation.
    /// </returns>
    public static int Run<THooks>(IommuPlatform platform, uint command, GuestMemory guest, ulong argument)
        where THooks : struct, IReservedMemoryHooks
    {
        if ((command & NumberMask) != Number)
        {
            return -Errno.ENOSYS;
        }

        if (command >> MemoryHypercall.ExtentShift != 0)
        {
            return -Errno.EINVAL;
        }

        if (!TryRead(guest, argument, out Argument map) || !guest.Contains(map.Buffer, map.EntryCount, EntrySizeOf(guest)))
        {
            return -Errno.EFAULT;
        }

        if ((map.Flags & ~AllDevices) != 0)
        {
            return -Errno.EINVAL;
        }

        Writer writer = new(guest, map);
        int result = platform.IsEnabled ? THooks.GetReservedDeviceMemory(platform, ref writer) : 0;
        if (result == 0 && map.EntryCount < writer.Count)
        {
            result = -Errno.ENOBUFS;
        }

        // The count goes back on every path, so that the caller can make room.
        map.EntryCount = writer.Count;
        return TryWrite(guest, argument, map) ? result : -Errno.EFAULT;
    }

    private static uint EntrySizeOf(GuestMemory guest) => (uint)(guest.Is32Bit ? Entry32.Size : Entry.Size);

    private static bool TryRead(GuestMemory guest, ulong address, out Argument map)
    {
        if (!guest.Is32Bit)
        {
            return guest.TryRead(address, out map);
        }

        bool isInside = guest.TryRead(address, out Argument32 narrow);
        map = new Argument
        {
            Flags = narrow.Flags,
            EntryCount = narrow.EntryCount,
            Buffer = narrow.Buffer,
            Segment = narrow.Segment,
            Bus = narrow.Bus,
            Devfn = narrow.Devfn,
        };
        return isInside;
    }

    private static bool TryWrite(GuestMemory guest, ulong address, in Argument map) => !guest.Is32Bit
        ? guest.TryWrite(address, map)
        : guest.TryWrite(address, new Argument32
        {
            Flags = map.Flags,
            EntryCount = map.EntryCount,
            Buffer = (uint)map.Buffer,
            Segment = map.Segment,
            Bus = map.Bus,
            Devfn = map.Devfn,
        });

    /// <summary>What the caller passes: <c>struct xen_reserved_device_memory_map</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Argument
    {
        /// <summary><see cref="AllDevices"/> or 0.</summary>
        public uint Flags;

        /// <summary>In: the number of entries there is room for. Out: the number there is.</summary>
        public uint EntryCount;

        /// <summary>The address of the room in the caller's memory.</summary>
        public ulong Buffer;

        /// <summary>The segment of the device that is asked about.</summary>
        public ushort Segment;

        /// <summary>Its bus.</summary>
        public byte Bus;

        /// <summary>Its device and function.</summary>
        public byte Devfn;

        private readonly uint _padding;
    }

    /// <summary>One region: <c>struct xen_reserved_device_memory</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Entry
    {
        /// <summary>The size of an entry in bytes.</summary>
        public const int Size = 16;

        /// <summary>Its first frame.</summary>
        public ulong StartPfn;

        /// <summary>Its number of frames.</summary>
        public ulong PageCount;
    }

    /// <summary>What a 32-bit caller passes; the fields are those of <see cref="Argument"/>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Argument32
    {
        /// <inheritdoc cref="Argument.Flags"/>
        public uint Flags;

        /// <inheritdoc cref="Argument.EntryCount"/>
        public uint EntryCount;

        /// <inheritdoc cref="Argument.Buffer"/>
        public uint Buffer;

        /// <inheritdoc cref="Argument.Segment"/>
        public ushort Segment;

        /// <inheritdoc cref="Argument.Bus"/>
        public byte Bus;

        /// <inheritdoc cref="Argument.Devfn"/>
        public byte Devfn;
    }

    /// <summary>One region for a 32-bit caller.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Entry32
    {
        /// <summary>The size of an entry in bytes.</summary>
        public const int Size = 8;

        /// <summary>Its first frame.</summary>
        public uint StartPfn;

        /// <summary>Its number of frames.</summary>
        public uint PageCount;
    }

    private struct Writer : IReservedRegionVisitor
    {
        private readonly GuestMemory _guest;
        private readonly Argument _map;

        internal Writer(GuestMemory guest, in Argument map)
        {
            _guest = guest;
            _map = map;
        }

        internal uint Count { get; private set; }

        public int Visit(Mfn start, ulong count, DeviceId device)
        {
            if (_map.Flags != AllDevices && device != new DeviceId(_map.Segment, _map.Bus, _map.Devfn))
            {
                return 0;
            }

            // A producer may ask with an empty region whether a device is of interest.
            if (count == 0)
            {
                return 1;
            }

            if (Count < _map.EntryCount)
            {
                int result = Write(start.Value, count);
                if (result != 0)
                {
                    return result;
                }
            }

            Count++;
            return 1;
        }

        private readonly int Write(ulong start, ulong count)
        {
            ulong address = _map.Buffer + ((ulong)Count * EntrySizeOf(_guest));
            if (!_guest.Is32Bit)
            {
                return _guest.TryWrite(address, new Entry { StartPfn = start, PageCount = count }) ? 0 : -Errno.EFAULT;
            }

            if ((start | count) > uint.MaxValue)
            {
                return -Errno.ERANGE;
            }

            return _guest.TryWrite(address, new Entry32 { StartPfn = (uint)start, PageCount = (uint)count }) ? 0 : -Errno.EFAULT;
        }
    }
}
