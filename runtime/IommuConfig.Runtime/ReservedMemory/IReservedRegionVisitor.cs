namespace IommuConfig.Runtime;

/// <summary>Is shown the reserved regions one after another.</summary>
public interface IReservedRegionVisitor
{
    /// <summary>One region, for one of its devices.</summary>
    /// <param name="start">Its first frame.</param>
    /// <param name="count">Its number of frames.</param>
    /// <param name="device">A device it is for.</param>
    /// <returns>Negative ends the walk; 0 means "not mine, show it with its other devices"; positive takes the region.</returns>
    int Visit(Mfn start, ulong count, DeviceId device);
}
