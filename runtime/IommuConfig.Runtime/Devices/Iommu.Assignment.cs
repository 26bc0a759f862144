namespace IommuConfig.Runtime;

/// <remarks>
/// A device changes hands in this order: what the new owner needs is made, its reserved memory is mapped there, the hardware is switched over in one step
/// per function, then the device is the new owner's, and only then the old owner loses the reserved memory (XSA-302, XSA-400).
/// </remarks>
public readonly partial struct Iommu<THooks>
{
    /// <summary>Gives a device to a domain: its DMA goes through the domain's page table from now on.</summary>
    /// <remarks>
    /// A device that nobody or the hardware domain owns may be given away. Where providers live side by side, the first device of a provider brings that
    /// to the domain: what the domain maps already is mapped there, too, before the device is switched over.
    /// </remarks>
    /// <returns>
    /// 0; -EOPNOTSUPP for a domain without an IOMMU; -EINVAL for one that is being destroyed, and for unknown flags; -ENODEV for a device that was not
    /// added; -EBUSY for one that another domain owns, or whose group another guest has a device of, and for reserved memory whose place is taken; -EPERM for a host bridge, and for a device that
    /// shares reserved memory with another one; -EBADF for a broken one; -EXDEV for a domain whose memory may be exchanged
    /// (<see cref="Domain.IsMemoryMovable"/>); -EADDRINUSE for reserved memory that overlaps other reserved memory of the domain; -ENOMEM; the
    /// provider's error. After an error the device is where it was, or else broken and the domain crashed.
    /// </returns>
    public int Assign(Domain domain, Device device, AssignFlags flags)
    {
        Platform.DeviceLock.Acquire();
        int result = CheckAssign(domain, device, flags);
        if (result == 0)
        {
            // Where the device goes when it is taken away is made ready now, so that taking it away cannot fail.
            result = PrepareQuarantine(device);
        }

        if (result == 0)
        {
            result = Move(device, domain, flags);
        }

        if (result == 0)
        {
            device.ForgetFaults();
            device.IsQuarantined &= !domain.IsHardware;
        }

        Platform.DeviceLock.Release();
        if (Platform.Trace is { } trace && trace.IsEnabled())
        {
            trace.Assigned(domain.Id, device.Id.ToString(), result);
        }

        return result;
    }

    /// <summary>
    /// Takes a device from its domain. From now on its DMA goes where its quarantine says (<see cref="IommuOptions.Quarantine"/>, else
    /// <see cref="IDispatchTable.Quarantine"/>): nowhere but to its reserved memory, to a page of its own that nobody uses, or, without a quarantine,
    /// through the hardware domain's page table again.
    /// </summary>
    /// <returns>
    /// 0; -EOPNOTSUPP for a domain without an IOMMU; -ENODEV if the domain does not own it; -ENXIO when the device has gone, but not all of its reserved
    /// memory could be unmapped, and the domain crashed; the provider's error, after which it is still the domain's (and broken, if some of its functions
    /// are not).
    /// </returns>
    public int Deassign(Domain domain, Device device)
    {
        Platform.DeviceLock.Acquire();
        int result =
            !domain.IsEnabled ? -Errno.EOPNOTSUPP :
            device.Owner != domain ? -Errno.ENODEV :
            GiveBack(device, domain);
        Platform.DeviceLock.Release();
        if (Platform.Trace is { } trace && trace.IsEnabled())
        {
            trace.Deassigned(domain.Id, device.Id.ToString(), result);
        }

        return result;
    }

    /// <summary>Takes all devices from a domain, before it is destroyed. One that cannot be taken stays, and keeps the domain alive.</summary>
    /// <returns>0; the first error, after every device was tried.</returns>
    public int DeassignAll(Domain domain)
    {
        int first = 0;
        foreach (Device device in Platform.Devices.All)
        {
            int result = device.Owner == domain ? Deassign(domain, device) : 0;
            first = first != 0 ? first : result;
        }

        return first;
    }

    private int CheckAssign(Domain domain, Device device, AssignFlags flags) =>
        !domain.IsEnabled ? -Errno.EOPNOTSUPP :
        domain.IsDying || (flags & ~AssignFlags.Relaxed) != 0 ? -Errno.EINVAL :
        device.Provider.IsNone ? -Errno.ENODEV :
        device.Owner is { } owner && (owner == domain || !owner.IsHardware) ? -Errno.EBUSY :
        device.IsHostBridge && !domain.IsHardware ? -Errno.EPERM :
        device.IsBroken && !domain.IsHardware ? -Errno.EBADF :
        domain.IsMemoryMovable ? -Errno.EXDEV :
        CheckGroup(domain, device);

    // What cannot be kept apart belongs to one guest. The hardware domain may still have some of it, on the way there.
    private int CheckGroup(Domain domain, Device device)
    {
        int group = THooks.DeviceGroupOf(device);
        if (group < 0 || domain.IsHardware)
        {
            return 0;
        }

        foreach (Device other in Platform.Devices.All)
        {
            if (other.Owner is { IsHardware: false } owner && owner != domain && other.Id.Segment == device.Id.Segment &&
                other.Provider == device.Provider && other.IsInDeviceTree == device.IsInDeviceTree && THooks.DeviceGroupOf(other) == group)
            {
                return -Errno.EBUSY;
            }
        }

        return 0;
    }

    private int GiveBack(Device device, Domain domain)
    {
        int result = PrepareQuarantine(device);
        if (result != 0)
        {
            return result;
        }

        Domain? target = null;
        if (QuarantineOf(device) == QuarantineMode.None && Platform.HardwareDomain is { IsEnabled: true } hardware && hardware != domain)
        {
            target = hardware;
        }

        return Move(device, target, AssignFlags.Relaxed);
    }

    private int Move(Device device, Domain? target, AssignFlags flags)
    {
        Domain? source = device.Owner;
        bool joins = target is not null && !target.Providers.Contains(device.Provider);
        int result = target is null ? 0 : Receive(target, device, flags);
        if (result != 0)
        {
            return result;
        }

        result = SwitchFunctions(device, source, target, flags);
        if (result == 0)
        {
            SetOwner(device, target);
            (source, target) = (target, source);
        }

        // Whoever does not have the device now needs nothing for it any more.
        if (target is not null)
        {
            target.MappingLock.Acquire();
            int released = Release(target, device, leaves: joins && result != 0);
            result = result != 0 ? result : released;
            target.MappingLock.Release();
        }

        if (source is not null)
        {
            source.MappingLock.Acquire();
            LeaveIdle(source);
            source.MappingLock.Release();
        }

        return result;
    }

    // Makes everything a domain needs before a device is switched over to it.
    private int Receive(Domain domain, Device device, AssignFlags flags)
    {
        bool joins = !domain.Providers.Contains(device.Provider);
        domain.MappingLock.Acquire();
        int result = joins ? Join(domain, device.Provider) : 0;
        if (result == 0)
        {
            result = MapReserved(domain, device, flags);
            if (result != 0 && joins)
            {
                Leave(domain, device.Provider);
            }
        }

        domain.MappingLock.Release();
        return result;
    }

    // The hardware domain keeps what firmware reserved for any device.
    private int Release(Domain domain, Device device, bool leaves)
    {
        int result = domain.IsHardware ? 0 : UnmapReserved(domain, device);
        if (result != 0)
        {
            domain.Crash();
        }

        if (leaves)
        {
            Leave(domain, device.Provider);
        }
        else
        {
            LeaveIdle(domain);
        }

        return result;
    }

    // Switches every function of a device over, or none.
    private int SwitchFunctions(Device device, Domain? source, Domain? target, AssignFlags flags)
    {
        for (int index = 0; index < device.Functions.Count; index++)
        {
            int result = SwitchFunction(device, index, source, target, flags);
            if (result == 0)
            {
                continue;
            }

            // The one that failed was an owner's, and is blocked now, so it is put back as well; nobody's is where it was.
            for (index -= source is null ? 1 : 0; index >= 0; index--)
            {
                if (SwitchFunction(device, index, target, source, AssignFlags.Relaxed) != 0)
                {
                    Break(device, source, target);
                }
            }

            return result;
        }

        return 0;
    }

    private static int SwitchFunction(Device device, int index, Domain? from, Domain? to, AssignFlags flags)
    {
        ProviderId provider = device.Provider;
        byte devfn = device.Functions[index];
        return from is not null
            ? THooks.ReassignDevice(from.ViewOf(provider), to?.ViewOf(provider), devfn, device)
            : THooks.AssignDevice(to!.ViewOf(provider), devfn, device, flags);
    }

    // Ownership changes only after the hardware has.
    private static void SetOwner(Device device, Domain? owner)
    {
        Count(device.Owner, device.Provider, -1);
        device.Owner = owner;
        Count(owner, device.Provider, 1);
    }

    private static void Count(Domain? domain, ProviderId provider, int change)
    {
        if (domain is null)
        {
            return;
        }

        domain.DeviceCount += change;
        if (domain.IsSpanning)
        {
            domain.ViewOf(provider).DeviceCount += change;
        }
    }
}
