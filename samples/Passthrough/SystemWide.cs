using IommuConfig.Runtime;

namespace Passthrough;

// The far sides of the bridges. Nothing else names them: where a bridge is not built, neither is what lies beyond.

internal static class Power
{
    public static int SuspendAndResume<THooks>(IommuPlatform platform)
        where THooks : struct, ICoreHooks, IPowerHooks
    {
        Iommu<THooks> iommu = new(platform);
        int result = iommu.Suspend();
        if (result == 0)
        {
            iommu.Resume();
        }

        return result;
    }

    public static int Stop<THooks>(IommuPlatform platform)
        where THooks : struct, ICoreHooks, IPowerHooks
    {
        Iommu<THooks> iommu = new(platform);
        iommu.Quiesce();
        iommu.CrashShutdown();
        return 0;
    }
}

internal static class SharedTable
{
    public static int Share<THooks>(Domain domain, Mfn root)
        where THooks : struct, ICoreHooks, ISharedTableHooks => new Iommu<THooks>(domain.Platform).ShareP2m(domain, root);
}

internal static class Caches
{
    public static int WriteBack<THooks>(IommuPlatform platform, ulong address, ulong size)
        where THooks : struct, ICleanupHooks
    {
        THooks.SyncCache(platform, address, size);
        return 0;
    }
}

internal static class Interrupts
{
    public static int RoutePin<THooks>(IommuPlatform platform)
        where THooks : struct, IIoApicRemappingHooks
    {
        int result = THooks.UpdateIreFromApic(platform, apic: 0, pin: 2, entry: 0x30);
        return result < 0 ? result : THooks.ReadApicFromIre(platform, apic: 0, pin: 2, out _);
    }

    public static int RouteTimer<THooks>()
        where THooks : struct, IHpetHooks => THooks.SetupHpetMsi(new MsiDescriptor(device: null, index: 0));

    public static int SwitchInterruptMode<THooks>(IommuPlatform platform)
        where THooks : struct, IX2ApicHooks
    {
        int result = THooks.EnableX2Apic(platform);
        if (result == 0)
        {
            THooks.AdjustIrqAffinities(platform);
            THooks.DisableX2Apic(platform);
        }

        return result;
    }
}
