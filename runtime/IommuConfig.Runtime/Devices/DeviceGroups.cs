namespace IommuConfig.Runtime;

/// <summary>The groups of devices that cannot be kept apart, where there is PCI.</summary>
public static class DeviceGroups
{
    /// <inheritdoc cref="IPciDeviceHooks.GetDeviceGroupId"/>
    public static int IdOf<THooks>(Device device)
        where THooks : struct, IPciDeviceHooks => THooks.GetDeviceGroupId(device);
}
