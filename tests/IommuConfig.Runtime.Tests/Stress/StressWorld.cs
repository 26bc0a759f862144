using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.Stress;

/// <summary>Domains beside dictionaries that say what each maps, and devices that change hands among them.</summary>
internal sealed class StressWorld<THooks>
    where THooks : struct, ICoreHooks
{
    private const int SlotCount = 4;

    private readonly Rig<THooks> _rig;
    private readonly Slot[] _slots = new Slot[SlotCount];
    private long _checks;
    private long _recycled;

    internal StressWorld(Rig<THooks> rig)
    {
        _rig = rig;

        // Each page tells which one it is.
        for (ulong page = 0; page < rig.Machine.RamFrames; page++)
        {
            MemoryMarshal.Write(rig.Machine.Memory.Bytes((rig.Machine.Ram + page).Value * FrameSource.FrameSize, sizeof(ulong)), (rig.Machine.Ram + page).Value);
        }

        for (int index = 0; index < SlotCount; index++)
        {
            _slots[index] = new Slot();
        }
    }

    internal long Checks => _checks;

    internal long Recycled => _recycled;

    internal void Turn(Random random)
    {
        Slot slot = _slots[random.Next(SlotCount)];
        Life? life = slot.Life;
        int choice = random.Next(100);
        if (life is null || life.IsLost || choice < 2)
        {
            Recycle(slot);
        }
        else if (choice < 20)
        {
            Device device = RandomDevice(random).Device;
            if (random.Next(2) == 0 && device.Owner is { } owner)
            {
                _rig.Iommu.Deassign(owner, device);
            }

            _rig.Iommu.Assign(life.Domain, device, AssignFlags.None);
        }
        else
        {
            Change(life, random, checks: choice < 50);
        }
    }

    // A device reads, wherever it may be, while others change what it reaches: so its unit always has something to forget.
    internal void Probe(Random random)
    {
        SoftwareDevice device = RandomDevice(random);
        device.Unit!.Translate(device.Device.Id, (Place(random) + (ulong)random.NextInt64(8)) * FrameSource.FrameSize, isWrite: random.Next(2) == 0, out _);
    }

    // Everything is given back; before that, every domain maps what it should.
    internal void End()
    {
        Random random = new(0);
        foreach (Slot slot in _slots)
        {
            if (slot.Life is { IsLost: false } life)
            {
                for (int count = 0; count < 100; count++)
                {
                    Change(life, random, checks: true);
                }
            }

            Recycle(slot, createsNext: false);
            Assert.That(slot.Life, Is.Null);
        }

        foreach (SoftwareDevice device in _rig.Machine.Devices)
        {
            Assert.That(_rig.Iommu.RemoveDevice(device.Device), Is.Zero);
        }

        _rig.Platform.Drain();
    }

    private void Change(Life life, Random random, bool checks)
    {
        // While a device does not change hands, and nobody else maps, what it reaches is known.
        if (checks)
        {
            _rig.Platform.DeviceLock.Acquire();
        }

        life.Domain.MappingLock.Acquire();
        try
        {
            if (!life.Domain.IsDying && Change(life, random) && checks)
            {
                Check(life, random);
            }
        }
        finally
        {
            life.Domain.MappingLock.Release();
            if (checks)
            {
                _rig.Platform.DeviceLock.Release();
            }
        }
    }

    private bool Change(Life life, Random random)
    {
        ulong dfn = Place(random);
        ulong count = random.Next(4) == 0 ? 512 : (ulong)random.Next(1, 6);
        Mfn mfn = _rig.Machine.Ram + (ulong)random.Next(512);
        bool maps = random.Next(2) == 0;
        FlushFlags flush = FlushFlags.None;
        long result = maps
            ? _rig.Iommu.Map(life.Domain, new Dfn(dfn), mfn, count, MapFlags.ReadWrite, ref flush)
            : _rig.Iommu.Unmap(life.Domain, new Dfn(dfn), count, MapFlags.None, ref flush);
        if (random.Next(4) == 0)
        {
            flush |= flush == FlushFlags.None ? FlushFlags.None : FlushFlags.All;
        }

        Assert.That(_rig.Iommu.Flush(life.Domain, new Dfn(dfn), count, flush), Is.Zero);
        if (result == -Errno.ENODEV)
        {
            // No provider yet; nothing is mapped.
            return false;
        }

        if (result != 0)
        {
            Assert.That((result, life.Domain.IsCrashed), Is.EqualTo((-Errno.ENOMEM, !life.Domain.IsHardware)));
            life.IsLost = true;
            return false;
        }

        for (ulong page = 0; page < count; page++)
        {
            if (maps)
            {
                life.Pages[dfn + page] = mfn.Value + page;
            }
            else
            {
                life.Pages.Remove(dfn + page);
            }
        }

        life.Last = (dfn, count);
        return true;
    }

    private void Check(Life life, Random random)
    {
        SoftwareDevice device = RandomDevice(random);
        bool isReserved = random.Next(8) == 0 && _rig.Platform.Find<ReservedRegions>()!.RegionsOf(device.Device.Id).GetEnumerator().MoveNext();
        ulong reserved = (_rig.Machine.Ram + (_rig.Machine.RamFrames - device.Device.Id.Bus)).Value;
        ulong dfn = isReserved ? reserved : life.Last.Dfn + (ulong)random.NextInt64((long)life.Last.Count);
        if (device.Device.Owner != life.Domain || device.Device.IsBroken)
        {
            return;
        }

        ulong expected = isReserved ? reserved : life.Pages.GetValueOrDefault(dfn);
        byte[] read = new byte[sizeof(ulong)];
        bool isReached = device.Read(dfn * FrameSource.FrameSize, read) == FaultReason.None;
        ulong found = isReached ? BitConverter.ToUInt64(read) : 0;
        Interlocked.Increment(ref _checks);
        if (found != expected)
        {
            throw new InvalidOperationException($"{device.Name} reaches {found:x} at frame {dfn:x}, not {expected:x}.");
        }
    }

    private void Recycle(Slot slot, bool createsNext = true)
    {
        if (!Monitor.TryEnter(slot))
        {
            return;
        }

        try
        {
            if (slot.Life is { } old)
            {
                foreach (SoftwareDevice device in _rig.Machine.Devices)
                {
                    _rig.Iommu.Deassign(old.Domain, device.Device);
                }

                int result;
                do
                {
                    result = _rig.Iommu.Teardown(old.Domain);
                }
                while (result == -Errno.ERESTART);

                // Somebody may have given it a device again.
                Assert.That(result, Is.EqualTo(0).Or.EqualTo(-Errno.EBUSY));
                slot.Life = result == 0 ? null : old;
                _recycled++;
            }

            if (slot.Life is null && createsNext && _rig.Iommu.CreateDomain(isHardware: slot == _slots[0], out Domain? domain) == 0)
            {
                slot.Life = new Life(domain!);
            }
        }
        finally
        {
            Monitor.Exit(slot);
        }
    }

    private static ulong Place(Random random) => ((ulong)random.NextInt64(8) << (9 * random.Next(3))) + (ulong)random.NextInt64(4);

    private SoftwareDevice RandomDevice(Random random) => _rig.Machine.Devices[random.Next(_rig.Machine.Devices.Count)];

    /// <summary>A place for one domain after the other.</summary>
    private sealed class Slot
    {
        internal volatile Life? Life;
    }

    /// <summary>A domain, and what it maps: changed only with the domain's lock.</summary>
    private sealed class Life(Domain domain)
    {
        internal Domain Domain { get; } = domain;

        internal Dictionary<ulong, ulong> Pages { get; } = [];

        // An error stopped it, or, as it is the hardware domain's, left nobody knowing how far it got.
        internal bool IsLost
        {
            get => field || Domain.IsCrashed;
            set;
        }

        internal (ulong Dfn, ulong Count) Last { get; set; }
    }
}
