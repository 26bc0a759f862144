using System.Numerics;

namespace IommuConfig.Runtime;

/// <summary>What the drivers have in common: all units of one kind, and page tables in the format that they walk.</summary>
/// <remarks>It works on <see cref="IommuUnit"/>, behind which each kind of hardware takes the same commands.</remarks>
internal static class UnitDriver<TKind, TFormat>
    where TKind : struct, IUnitKind
    where TFormat : struct, IPageTableFormat
{
    // A unit blocks every device that was not attached, so it may translate from the start. One that cannot translate all that the tables do is
    // an error, not missing hardware: with that the devices behind it would go on untranslated, and nobody would know.
    internal static int Setup(ProviderId provider, IommuPlatform platform)
    {
        int result = -Errno.ENODEV;
        foreach (IommuUnit unit in platform.Units)
        {
            if (unit.Kind != TKind.Kind)
            {
                continue;
            }

            unit.Claim(provider);
            result = unit.AddressBits < UnitTables<TKind, TFormat>.MinAddressBits ? -Errno.EINVAL : unit.FlushAll();
            if (result != 0)
            {
                platform.ReleaseUnits(provider);
                return result;
            }

            unit.SetFaultInterrupt(true);
            unit.SetTranslation(true);
        }

        return result;
    }

    internal static int Init(Domain domain)
    {
        UnitHost<TKind, TFormat> host = new(domain);
        return PageTableWalker<TFormat, UnitHost<TKind, TFormat>>.Build(
            ref domain.PageTable, ref host, domain.Platform.Memory, UnitTables<TKind, TFormat>.Options(domain.Platform));
    }

    // Every unit of the kind is told, and the first error kept: the others may remember translations all the same.
    internal static int IotlbFlush(Domain domain, Dfn dfn, ulong count, FlushFlags flags)
    {
        // Only an aligned power of two can be named to the hardware; anything else means the whole domain.
        if ((flags & FlushFlags.All) != 0 || !BitOperations.IsPow2(count) || (dfn.Value & (count - 1)) != 0)
        {
            return FlushDomain(domain, flags);
        }

        PageOrder order = new(BitOperations.Log2(count));
        int first = 0;
        foreach (IommuUnit unit in domain.Platform.Units)
        {
            if (NeedsFlush(unit, domain, flags))
            {
                int result = unit.FlushPages(domain.Id, dfn, order);
                first = first != 0 ? first : result;
            }
        }

        return first;
    }

    internal static int IotlbFlushAll(Domain domain) => FlushDomain(domain, FlushFlags.All);

    internal static int AddDevice(byte devfn, Device device) => Block(devfn, device);

    internal static int RemoveDevice(byte devfn, Device device)
    {
        int result = device.Owner is not null ? -Errno.EBUSY : Block(devfn, device);
        if (result != 0 || device.QuarantineTable is not { } table || devfn != device.Functions[device.Functions.Count - 1])
        {
            return result;
        }

        // Only when the hardware has forgotten the table of the last function may its frames serve anything else.
        result = device.Unit!.FlushDomain(table.Id);
        if (result == 0)
        {
            table.Free();
            device.QuarantineTable = null;
        }

        return result;
    }

    internal static int AssignDevice(Domain domain, byte devfn, Device device)
    {
        if (device.Unit is not { } unit || unit.Kind != TKind.Kind)
        {
            return -Errno.ENODEV;
        }

        DeviceId function = device.Id.WithDevfn(devfn);
        if (domain.IsPassthrough)
        {
            return unit.PassThrough(function);
        }

        unit.Attach(function, UnitTables<TKind, TFormat>.RootFor(unit, ref domain.PageTable), domain.Id);
        return 0;
    }

    internal static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device)
    {
        int result = target is null ? Quarantine(devfn, device) : AssignDevice(target, devfn, device);
        if (result == 0)
        {
            // No request of the device goes to the source any more; what was remembered for those that did is forgotten now.
            result = device.Unit!.FlushDomain(source.Id);
            if (result != 0)
            {
                // Still the source's, as the caller is going to believe, but out of reach of both.
                Block(devfn, device);
            }
        }

        return result;
    }

    // To block a device needs no preparation. One that is nobody's already goes there now. What a device left in its page goes while it is elsewhere.
    internal static int QuarantineInit(Device device, bool scratchPage)
    {
        if (device.QuarantineTable is { } old)
        {
            if (device.Owner is not null)
            {
                old.Clear();
            }

            return 0;
        }

        int result = QuarantineTable.Create<TKind, TFormat>(device, scratchPage, out QuarantineTable? table);
        device.QuarantineTable = table;
        for (int index = 0; table is not null && device.Owner is null && index < device.Functions.Count; index++)
        {
            Quarantine(device.Functions[index], device);
        }

        return result;
    }

    // The root is replaced before a device is attached to it, so no hardware knows the old one.
    internal static int ShareP2m(Domain domain, Mfn root)
    {
        if (root == Mfn.Invalid || !domain.PageTable.IsBuilt)
        {
            return -Errno.EINVAL;
        }

        if (domain.DeviceCount != 0)
        {
            return -Errno.EBUSY;
        }

        domain.PageTable.Share(root);
        return 0;
    }

    private static int Quarantine(byte devfn, Device device)
    {
        if (device.QuarantineTable is not { } table || device.Unit is not { } unit || unit.Kind != TKind.Kind)
        {
            return Block(devfn, device);
        }

        unit.Attach(device.Id.WithDevfn(devfn), UnitTables<TKind, TFormat>.RootFor(unit, ref table.Tables), table.Id);
        return 0;
    }

    private static int Block(byte devfn, Device device)
    {
        if (device.Unit is not { } unit || unit.Kind != TKind.Kind)
        {
            return -Errno.ENODEV;
        }

        unit.Detach(device.Id.WithDevfn(devfn));
        return 0;
    }

    private static int FlushDomain(Domain domain, FlushFlags flags)
    {
        int first = 0;
        foreach (IommuUnit unit in domain.Platform.Units)
        {
            if (NeedsFlush(unit, domain, flags))
            {
                int result = unit.FlushDomain(domain.Id);
                first = first != 0 ? first : result;
            }
        }

        return first;
    }

    private static bool NeedsFlush(IommuUnit unit, Domain domain, FlushFlags flags) =>
        domain.Providers.Contains(unit.Provider) && unit.Kind == TKind.Kind &&
        ((flags & ~FlushFlags.Added) != 0 || unit.CachesAbsentEntries);
}
