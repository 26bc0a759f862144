namespace IommuConfig.Runtime;

public readonly partial struct Iommu<THooks>
{
    /// <summary>
    /// Puts a device aside whatever the configuration says: into quarantine now, if the hardware domain has it, and whenever it is taken from a domain.
    /// Assigning it to the hardware domain ends that.
    /// </summary>
    /// <returns>0; -ENODEV for a device that was not added; -EBUSY while another domain owns it; the provider's error.</returns>
    public int Quarantine(Device device)
    {
        Platform.DeviceLock.Acquire();
        int result =
            device.Provider.IsNone ? -Errno.ENODEV :
            device.Owner is { IsHardware: false } ? -Errno.EBUSY :
            0;
        if (result == 0)
        {
            result = PrepareQuarantine(device);
        }

        if (result == 0 && device.Owner is not null)
        {
            result = Move(device, target: null, AssignFlags.None);
        }

        device.IsQuarantined |= result == 0;

        Platform.DeviceLock.Release();
        return result;
    }

    private QuarantineMode QuarantineOf(Device device)
    {
        QuarantineMode mode = Platform.Options.Quarantine ?? THooks.Quarantine;
        return mode == QuarantineMode.None && device.IsQuarantined ? QuarantineMode.Basic : mode;
    }

    // Also where there is no quarantine: there may be no hardware domain either, when the time comes.
    private int PrepareQuarantine(Device device) => THooks.QuarantineInit(device, QuarantineOf(device) == QuarantineMode.ScratchPage);
}
