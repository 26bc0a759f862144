namespace IommuConfig.Runtime;

/// <summary>Reads PCI configuration space. Firmware names devices by a path over bridges, whose bus numbers only the bridges know.</summary>
/// <remarks>A program that has access to the machine derives its own; a test derives one over made-up devices.</remarks>
public abstract class PciConfiguration
{
    private const int SecondaryBusOffset = 0x19;
    private const int SubordinateBusOffset = 0x1a;

    /// <summary>Whether there is such a segment. Where there is none, nothing can be said about devices there. By default there is.</summary>
    public virtual bool HasSegment(ushort segment) => true;

    /// <summary>Reads 32 bits.</summary>
    /// <param name="device">The function.</param>
    /// <param name="offset">The register, a multiple of 4 below 4096.</param>
    /// <returns>The value; all ones where nothing answers.</returns>
    public abstract uint Read32(DeviceId device, int offset);

    /// <summary>Reads 16 bits at a multiple of 2; all ones where nothing answers.</summary>
    public virtual ushort Read16(DeviceId device, int offset) => (ushort)(Read32(device, offset & ~3) >> ((offset & 2) * 8));

    /// <summary>Reads 8 bits; all ones where nothing answers.</summary>
    public virtual byte Read8(DeviceId device, int offset) => (byte)(Read32(device, offset & ~3) >> ((offset & 3) * 8));

    /// <summary>Whether a function answers: its vendor and device ids are neither all ones nor zero.</summary>
    public bool IsPresent(DeviceId device) => Read32(device, 0) is not (uint.MaxValue or 0 or 0xffff or 0xffff0000);

    internal byte SecondaryBusOf(DeviceId bridge) => Read8(bridge, SecondaryBusOffset);

    internal byte SubordinateBusOf(DeviceId bridge) => Read8(bridge, SubordinateBusOffset);
}
