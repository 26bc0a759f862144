using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>A request that was blocked.</summary>
/// <param name="Device">Who made it.</param>
/// <param name="Address">The device address.</param>
/// <param name="IsWrite">Whether it was a write.</param>
/// <param name="Reason">Why it was blocked.</param>
public readonly record struct DmaFault(DeviceId Device, ulong Address, bool IsWrite, FaultReason Reason);
