using System;

namespace IommuConfig.Runtime;

/// <summary>
/// Where the generic layer, which exists in every build, passes by something that may not. It has no hooks: a table that implements the
/// named contract goes to the far side, every other one takes the default written here.
/// </summary>
[HookContract]
public interface ILayerBridges
{
    /// <summary>Before the set-up: gives the options that are constants in this configuration their values. By default there is none.</summary>
    [Bridge(typeof(IOptionSymbols), typeof(OptionConstants), nameof(OptionConstants.Apply))]
    static virtual void ApplyConfiguration(IommuOptions options)
    {
    }

    /// <summary>Which group a device is in (<see cref="IPciDeviceHooks.GetDeviceGroupId"/>). By default no groups are known.</summary>
    /// <returns>The group, from 0; -EOPNOTSUPP by default.</returns>
    [Bridge(typeof(IPciDeviceHooks), typeof(DeviceGroups), nameof(DeviceGroups.IdOf))]
    static virtual int DeviceGroupOf(Device device) => -Errno.EOPNOTSUPP;

    /// <summary>Reads one entry of a device's <c>iommus</c> property (<see cref="IDeviceTreeHooks.DtXlate"/>). By default there is no device tree.</summary>
    /// <returns>As the hook; -EINVAL by default.</returns>
    [Bridge(typeof(IDeviceTreeHooks), typeof(DeviceTreeEntries), nameof(DeviceTreeEntries.Xlate))]
    static virtual int XlateDeviceTreeEntry(Device device, ReadOnlySpan<uint> specifier) => -Errno.EINVAL;

    /// <summary>Whether a domain may share the processor's tables, if its provider can. By default none does.</summary>
    [Bridge(typeof(ISharedTableHooks), typeof(SharedTables), nameof(SharedTables.AreKnown))]
    static virtual bool KnowsSharedTables() => false;

    /// <summary>The providers are set up and domains may follow. By default nothing is left to do.</summary>
    /// <returns>0, or -ENOMEM.</returns>
    [Bridge(typeof(ICleanupHooks), typeof(CleanupQueue), nameof(CleanupQueue.Start))]
    static virtual int SetupDone(IommuPlatform platform) => 0;

    /// <summary>
    /// The domain is gone, its translations are flushed and nothing walks its page tables any more. By default they are freed
    /// on the spot, as far as nobody waits; where a page table can be freed without its domain, that is left to later.
    /// </summary>
    /// <returns>0; -ERESTART when somebody waits: then it is to be called again.</returns>
    [Bridge(typeof(ICleanupHooks), typeof(CleanupQueue), nameof(CleanupQueue.Add))]
    static virtual int ReleaseTables(Domain domain) => TableRelease.Run(domain);

    /// <summary>A memory operation that the layer itself does not know. By default there is none.</summary>
    /// <param name="platform">The machine.</param>
    /// <param name="command">The operation in bits 5-0, where to continue in the bits above.</param>
    /// <param name="guest">The caller's memory.</param>
    /// <param name="argument">The address of the operation's argument in it.</param>
    /// <returns>As the operation defines; -ENOSYS by default.</returns>
    [Bridge(typeof(IReservedMemoryHooks), typeof(ReservedMemoryOp), nameof(ReservedMemoryOp.Run))]
    static virtual int MemoryOp(IommuPlatform platform, uint command, GuestMemory guest, ulong argument) => -Errno.ENOSYS;
}
