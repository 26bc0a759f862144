namespace IommuConfig.Runtime;

/// <summary>What the command line says about IOMMUs, over the defaults: Xen's <c>iommu=</c> and <c>dom0-iommu=</c>.</summary>
public sealed class IommuOptions
{
    /// <summary><c>iommu=BOOL</c>: whether IOMMUs are used at all.</summary>
    public bool Enable { get; set; } = true;

    /// <summary><c>force</c>, <c>required</c>: without a working IOMMU the machine does not boot.</summary>
    public bool Force { get; set; }

    /// <summary><c>verbose</c>: say more at boot.</summary>
    public bool Verbose { get; set; }

    /// <summary><c>debug</c>: say everything. Setting it sets <see cref="Verbose"/>, too.</summary>
    public bool Debug { get; set; }

    /// <summary><c>quarantine</c>: what becomes of devices that nobody owns; null where the configuration decides.</summary>
    public QuarantineMode? Quarantine { get; set; }

    /// <summary><c>superpages</c>: map with pages larger than 4 KiB.</summary>
    public bool Superpages { get; set; } = true;

    /// <summary><c>igfx</c>: VT-d translates for the integrated graphics device.</summary>
    public bool IntegratedGraphics { get; set; } = true;

    /// <summary><c>qinval</c>: VT-d takes invalidations from a queue in memory.</summary>
    public bool QueuedInvalidation { get; set; } = true;

    /// <summary><c>snoop</c>: VT-d makes devices' accesses snoop the caches.</summary>
    public bool Snoop { get; set; } = true;

    /// <summary><c>intremap</c>: remap interrupts.</summary>
    public InterruptRemapping InterruptRemapping { get; set; } = InterruptRemapping.Full;

    /// <summary><c>intpost</c>: post interrupts to virtual processors. Off unless asked for.</summary>
    public bool InterruptPosting { get; set; }

    /// <summary><c>crash-disable</c>: switch the IOMMUs off before a crash kernel starts.</summary>
    public bool CrashDisable { get; set; }

    /// <summary><c>amd-iommu-perdev-intremap</c>: AMD-Vi has an interrupt table for each device.</summary>
    public bool AmdPerDeviceInterruptRemapping { get; set; } = true;

    /// <summary><c>sharept</c>: share page tables with the processor where that is possible.</summary>
    public bool SharePageTables { get; set; } = true;

    /// <summary><c>iommu_dev_iotlb_timeout</c>: how long a device may take to forget translations, in milliseconds.</summary>
    public uint DeviceIotlbTimeout { get; set; } = 1000;

    /// <summary><c>dom0-iommu=passthrough</c>: the hardware domain's devices are not translated.</summary>
    public bool HardwareDomainPassthrough { get; set; }

    /// <summary><c>dom0-iommu=strict</c>: the hardware domain's devices reach only the memory of the hardware domain.</summary>
    public bool HardwareDomainStrict { get; set; }

    /// <summary><c>dom0-iommu=map-inclusive</c>: the hardware domain's devices reach everything below 4 GiB.</summary>
    public bool HardwareDomainInclusive { get; set; }

    /// <summary><c>dom0-iommu=map-reserved</c>: they reach memory that firmware reserved; null where the architecture decides (x86: yes).</summary>
    public bool? HardwareDomainReserved { get; set; }

    /// <summary><c>dom0-iommu=none</c>: the hardware domain's requirements are not checked.</summary>
    public bool HardwareDomainUnchecked { get; set; }

    /// <summary>The same options, to be changed apart from these.</summary>
    public IommuOptions Copy() => (IommuOptions)MemberwiseClone();
}
