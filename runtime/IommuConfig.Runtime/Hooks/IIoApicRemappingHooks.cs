namespace IommuConfig.Runtime;

/// <summary>Interrupts of an IO-APIC, remapped by the IOMMU.</summary>
[HookContract]
public interface IIoApicRemappingHooks
{
    /// <summary>Writes a redirection entry, through a remapping entry. Optional.</summary>
    /// <param name="platform">The machine.</param>
    /// <param name="apic">Which IO-APIC, from 0.</param>
    /// <param name="pin">Which of its pins, from 0.</param>
    /// <param name="entry">The redirection entry in the layout without remapping.</param>
    /// <returns>0; -EOPNOTSUPP by default: the caller writes the entry as it is.</returns>
    static virtual int UpdateIreFromApic(IommuPlatform platform, int apic, int pin, ulong entry) => -Errno.EOPNOTSUPP;

    /// <summary>Reads a redirection entry back, in the layout without remapping. Optional.</summary>
    /// <returns>0; -EOPNOTSUPP by default: the caller reads the entry as it is.</returns>
    static virtual int ReadApicFromIre(IommuPlatform platform, int apic, int pin, out ulong entry)
    {
        entry = 0;
        return -Errno.EOPNOTSUPP;
    }
}
