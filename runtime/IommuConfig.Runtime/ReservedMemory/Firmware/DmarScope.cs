using System;
using System.Text;

namespace IommuConfig.Runtime;

/// <summary>A device, named by the path to it (VT-d specification, section 8.3.1). Comes from a <see cref="DmarTable"/>, so it is well-formed.</summary>
public readonly ref struct DmarScope
{
    internal const int MinimumSize = 8;

    private const int PathOffset = 6;

    private readonly ReadOnlySpan<byte> _bytes;

    internal DmarScope(ReadOnlySpan<byte> bytes, ushort segment)
    {
        _bytes = bytes;
        Segment = segment;
    }

    /// <summary>What is named. Firmware may use types that have no name here; they name nothing.</summary>
    public DmarScopeType Type => (DmarScopeType)_bytes[0];

    /// <summary>The id of an IO-APIC, a timer or a namespace device.</summary>
    public byte EnumerationId => _bytes[4];

    /// <summary>The PCI segment, which is that of the structure.</summary>
    public ushort Segment { get; }

    /// <summary>The bus where the path starts.</summary>
    public byte StartBus => _bytes[5];

    /// <summary>The number of steps of the path, at least 1. All but the last are bridges.</summary>
    public int PathLength => (_bytes.Length - PathOffset) / 2;

    /// <summary>Whether it is of a type that names something on PCI: all but namespace devices and unknown types.</summary>
    public bool IsOnPci => Type is DmarScopeType.Endpoint or DmarScopeType.Bridge or DmarScopeType.IoApic or DmarScopeType.Hpet;

    internal int Length => _bytes.Length;

    /// <summary>A step of the path: device and function, which are below 32 and 8 for what is on PCI.</summary>
    public (byte Device, byte Function) Step(int index) => (_bytes[PathOffset + (2 * index)], _bytes[PathOffset + (2 * index) + 1]);

    /// <summary>Follows the path.</summary>
    /// <param name="pci">Says which bus is behind each bridge; null follows only paths of one step, which need nobody.</param>
    /// <param name="device">The device at its end. Whether it is there is not asked.</param>
    /// <returns>Whether the path could be followed: it names something on PCI, and each bridge answered.</returns>
    public bool TryResolve(PciConfiguration? pci, out DeviceId device)
    {
        device = new DeviceId(Segment, StartBus, Devfn(0));
        for (int index = 1; index < PathLength && IsOnPci; index++)
        {
            if (pci is null || !pci.IsPresent(device))
            {
                return false;
            }

            device = new DeviceId(Segment, pci.SecondaryBusOf(device), Devfn(index));
        }

        return IsOnPci;
    }

    /// <summary>Where the path starts, and its steps: <c>0000:00:1c.0/00.0</c>.</summary>
    public override string ToString()
    {
        StringBuilder text = new(new DeviceId(Segment, StartBus, Devfn(0)).ToString());
        for (int index = 1; index < PathLength; index++)
        {
            (byte device, byte function) = Step(index);
            text.Append('/').Append(device.ToString("x2", null)).Append('.').Append(function);
        }

        return text.ToString();
    }

    private byte Devfn(int index)
    {
        (byte device, byte function) = Step(index);
        return (byte)(device << 3 | function);
    }
}
