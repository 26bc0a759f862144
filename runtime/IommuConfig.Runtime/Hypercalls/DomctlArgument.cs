using System.Runtime.InteropServices;

namespace IommuConfig.Runtime;

/// <summary>
/// What the caller of a domain control operation passes, in the layout of Xen's <c>struct xen_domctl</c>: a head of 16 bytes, then a union
/// of 128 bytes, of which these are the parts about devices: <c>xen_domctl_assign_device</c> and <c>xen_domctl_get_device_group</c>. The
/// layout is the same for 32-bit callers.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct DomctlArgument
{
    /// <summary>The size in bytes.</summary>
    public const int Size = 144;

    /// <summary><c>cmd</c>: one of <see cref="DomainControl"/>'s numbers.</summary>
    [FieldOffset(0)]
    public uint Command;

    /// <summary><c>interface_version</c>. Not looked at here: who takes hypercalls does.</summary>
    [FieldOffset(4)]
    public uint InterfaceVersion;

    /// <summary><c>domain</c>. Not looked at here: who takes hypercalls finds the domain.</summary>
    [FieldOffset(8)]
    public ushort Domain;

    /// <summary><c>assign_device.dev</c>: <see cref="DomainControl.PciDevice"/> or <see cref="DomainControl.DeviceTreeDevice"/>.</summary>
    [FieldOffset(16)]
    public uint DeviceType;

    /// <summary><c>assign_device.flags</c>: <see cref="AssignFlags"/>.</summary>
    [FieldOffset(20)]
    public uint Flags;

    /// <summary><c>assign_device.u.pci.machine_sbdf</c>: segment in bits 31-16, bus in 15-8, devfn in 7-0.</summary>
    [FieldOffset(24)]
    public uint MachineSbdf;

    /// <summary><c>assign_device.u.dt.size</c>: the length of the path in bytes.</summary>
    [FieldOffset(24)]
    public uint PathLength;

    /// <summary><c>assign_device.u.dt.path</c>: the address of the path.</summary>
    [FieldOffset(32)]
    public ulong Path;

    /// <summary><c>get_device_group.machine_sbdf</c>: the device whose group is asked for.</summary>
    [FieldOffset(16)]
    public uint GroupSbdf;

    /// <summary><c>get_device_group.max_sdevs</c>: how many devices there is room for.</summary>
    [FieldOffset(20)]
    public uint MaxDevices;

    /// <summary><c>get_device_group.num_sdevs</c>: how many were written.</summary>
    [FieldOffset(24)]
    public uint DeviceCount;

    /// <summary><c>get_device_group.sdev_array</c>: the address of the room, 4 bytes a device: bus in bits 23-16, devfn in 15-8.</summary>
    [FieldOffset(32)]
    public ulong Devices;
}
