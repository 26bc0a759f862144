using System.Threading;

namespace IommuConfig.Runtime;

/// <summary>A device that does DMA. It belongs to the provider whose unit it is behind.</summary>
[DispatchContext]
public sealed class Device
{
    private uint _faultCount;

    /// <summary>Describes a device of the machine; <see cref="Iommu{THooks}.AddDevice"/> brings it to its IOMMU.</summary>
    public Device(DeviceId id) => Id = id;

    /// <summary>Where it is, and by which id its IOMMU sees it.</summary>
    public DeviceId Id { get; internal set; }

    /// <summary>
    /// How far apart the ids are that its requests carry: 0 for one id, else 1, 2 or 4: function n, n + stride and so on, within its device number
    /// (PCI Express Base, Device Capabilities: Phantom Functions Supported p gives 8 &gt;&gt; p).
    /// </summary>
    public int PhantomStride { get; init; }

    /// <summary>Whether it is a PCI host bridge, which only the hardware domain may own.</summary>
    public bool IsHostBridge { get; init; }

    /// <summary>The isolation group it is in, where that is not its own alone: devices that reach each other without passing an IOMMU, or look alike to it.</summary>
    public int? Group { get; init; }

    /// <summary>The IOMMU it is behind; null before it was added.</summary>
    public IommuUnit? Unit { get; internal set; }

    /// <summary>The domain that owns it, or null: then it can reach nothing but what its quarantine holds.</summary>
    public Domain? Owner { get; internal set; }

    /// <summary>The provider of <see cref="Unit"/>, or none.</summary>
    public ProviderId Provider => Unit is null ? ProviderId.None : Unit.Provider;

    /// <summary>
    /// Whether it was put aside by name (<see cref="Iommu{THooks}.Quarantine"/>): it goes into quarantine whenever it is taken from a domain, whatever the
    /// configuration says. It may be assigned all the same, and this says nothing of where it is now: a device without an owner is in quarantine.
    /// </summary>
    public bool IsQuarantined { get; internal set; }

    /// <summary>
    /// Whether it no longer does what it is told, or is half-way between two owners: only the hardware domain may have it, to look what is wrong. Until
    /// it is removed and added again.
    /// </summary>
    public bool IsBroken { get; internal set; }

    /// <summary>The number of requests that its IOMMU blocked since it was assigned.</summary>
    public uint FaultCount => _faultCount;

    // Whether it was found by a path, and its id is not where it is on PCI.
    internal bool IsInDeviceTree { get; set; }

    // The table of its quarantine; null where it reaches nothing at all.
    internal QuarantineTable? QuarantineTable { get; set; }

    // The functions whose ids its requests carry; its own is the first.
    internal FunctionList Functions => new(Id.Devfn, PhantomStride);

    /// <summary>Its id, <c>0000:03:00.0</c>.</summary>
    public override string ToString() => Id.ToString();

    // Units block requests whenever they come.
    internal void CountFault() => Interlocked.Increment(ref _faultCount);

    internal void ForgetFaults() => _faultCount = 0;

    /// <summary>The functions of a device.</summary>
    internal readonly struct FunctionList(byte devfn, int stride)
    {
        internal int Count => stride == 0 ? 1 : ((7 - (devfn & 7)) / stride) + 1;

        internal bool Contains(DeviceId device, DeviceId function)
        {
            int distance = function.Devfn - devfn;
            return function.WithDevfn(devfn) == device && (distance == 0 || (stride != 0 && distance > 0 && distance % stride == 0 && distance / stride < Count));
        }

        internal byte this[int index] => (byte)(devfn + (index * stride));
    }
}
