namespace IommuConfig.Runtime;

/// <summary>A device in the system, and whose it is.</summary>
/// <remarks>Where a devfn stands beside a device, it is the function meant: the device's own, or a phantom function whose requests it makes.</remarks>
[HookContract]
public interface IDeviceHooks
{
    /// <summary>Takes a newly found device on. It can reach nothing until it is assigned. Optional.</summary>
    /// <returns>0; -ENODEV when it is behind none of the provider's units; -EINVAL by default.</returns>
    static virtual int AddDevice(byte devfn, Device device) => -Errno.EINVAL;

    /// <summary>Turns on what a device offers beyond plain DMA, such as its own translation cache. Optional.</summary>
    /// <returns>0, also by default.</returns>
    static virtual int EnableDevice(Device device) => 0;

    /// <summary>The device leaves the system, and what <see cref="QuarantineInit"/> prepared for it is given back. Optional.</summary>
    /// <returns>0; -EBUSY while it is assigned; an error of the hardware, after which it may be tried again; -EOPNOTSUPP by default.</returns>
    static virtual int RemoveDevice(byte devfn, Device device) => -Errno.EOPNOTSUPP;

    /// <summary>Gives a device that reaches nothing yet to a domain: from now on its DMA goes through the domain's page table.</summary>
    /// <returns>0; -ENODEV when the device is behind no unit.</returns>
    static abstract int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags);

    /// <summary>Takes a device from <paramref name="source"/> and gives it to <paramref name="target"/>, in one step without a gap.</summary>
    /// <param name="source">The domain it is assigned to.</param>
    /// <param name="target">The domain it goes to, or null: then it goes where <see cref="QuarantineInit"/> prepared, and otherwise reaches nothing.</param>
    /// <param name="devfn">The function.</param>
    /// <param name="device">The device.</param>
    /// <returns>0; -ENODEV when the device is behind no unit; an error of the hardware, after which the device reaches nothing.</returns>
    static abstract int ReassignDevice(Domain source, Domain? target, byte devfn, Device device);

    /// <summary>Prepares where the device's DMA goes while nobody owns it, so that taking it away cannot fail. Optional.</summary>
    /// <remarks>Called whenever a device is given away; what was prepared stays until the device leaves the system.</remarks>
    /// <param name="device">The device.</param>
    /// <param name="scratchPage">Whether its DMA goes to a scratch page rather than being blocked.</param>
    /// <returns>
    /// 0, also by default; -ENOMEM; -EBUSY when there are too many domains and scratch pages; -EOPNOTSUPP for a scratch page that the provider
    /// cannot offer.
    /// </returns>
    static virtual int QuarantineInit(Device device, bool scratchPage) => 0;
}
