using System;
using System.Threading;

namespace IommuConfig.Runtime;

/// <summary>The devices that were added, in that order. Who looks takes no lock and sees them as they were at one moment.</summary>
internal sealed class DeviceList
{
    private Device[] _devices = [];

    internal ReadOnlySpan<Device> All => Volatile.Read(ref _devices);

    internal Device? Find(DeviceId id)
    {
        foreach (Device device in All)
        {
            if (device.Id == id)
            {
                return device;
            }
        }

        return null;
    }

    internal void Add(Device device) => Replace(static (devices, device) => [.. devices, device], device);

    internal void Remove(Device device) => Replace(static (devices, device) => Array.FindAll(devices, other => other != device), device);

    private void Replace(Func<Device[], Device, Device[]> change, Device device)
    {
        Device[] seen;
        do
        {
            seen = Volatile.Read(ref _devices);
        }
        while (Interlocked.CompareExchange(ref _devices, change(seen, device), seen) != seen);
    }
}
