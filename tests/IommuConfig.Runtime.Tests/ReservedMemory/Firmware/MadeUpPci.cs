using System.Collections.Generic;

namespace IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

/// <summary>PCI configuration space with the devices that a test puts there.</summary>
internal sealed class MadeUpPci : PciConfiguration
{
    private readonly Dictionary<DeviceId, (byte Secondary, byte Subordinate)> _devices = [];

    internal bool AllAnswer { get; init; }

    internal ushort? MissingSegment { get; init; }

    public override bool HasSegment(ushort segment) => segment != MissingSegment;

    public override uint Read32(DeviceId device, int offset)
    {
        bool isThere = _devices.TryGetValue(device, out (byte Secondary, byte Subordinate) buses);
        return (isThere || AllAnswer, offset) switch
        {
            (false, _) => uint.MaxValue,
            (_, 0) => 0x12348086,
            (_, 0x18) => (uint)(buses.Subordinate << 16 | buses.Secondary << 8),
            _ => 0,
        };
    }

    internal MadeUpPci Add(DeviceId device, byte secondary = 0, byte subordinate = 0)
    {
        _devices[device] = (secondary, subordinate);
        return this;
    }

    internal MadeUpPci Add(int bus, int device, int function, int secondary = 0, int subordinate = 0) =>
        Add(new DeviceId(0, (byte)bus, (byte)(device << 3 | function)), (byte)secondary, (byte)subordinate);
}
