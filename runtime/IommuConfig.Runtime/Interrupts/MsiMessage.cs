namespace IommuConfig.Runtime;

/// <summary>What a device writes to signal an interrupt (PCI Local Bus Specification 3.0, section 6.8).</summary>
public struct MsiMessage
{
    /// <summary>The address the device writes to.</summary>
    public ulong Address;

    /// <summary>The value it writes.</summary>
    public uint Data;
}
