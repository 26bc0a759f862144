namespace IommuConfig.Runtime;

/// <summary>Sleep, wake, crash and stop of all IOMMUs. Exists where the table implements <see cref="IPowerHooks"/>.</summary>
public static class IommuPower
{
    /// <summary>Saves the state of the IOMMUs and stops them.</summary>
    /// <returns>0, also without an IOMMU; an error means that the machine must not sleep.</returns>
    public static int Suspend<THooks>(this Iommu<THooks> iommu)
        where THooks : struct, ICoreHooks, IPowerHooks =>
        iommu.Platform.IsEnabled ? THooks.Suspend(iommu.Platform) : 0;

    /// <summary>Makes the IOMMUs as they were before <see cref="Suspend"/>.</summary>
    public static void Resume<THooks>(this Iommu<THooks> iommu)
        where THooks : struct, ICoreHooks, IPowerHooks
    {
        if (iommu.Platform.IsEnabled)
        {
            THooks.Resume(iommu.Platform);
        }
    }

    /// <summary>
    /// Leaves the IOMMUs as after a reset, for a crash kernel, if that was asked for (<see cref="IommuOptions.CrashDisable"/>): one that knows them
    /// takes them over as they are. Takes no lock.
    /// </summary>
    public static void CrashShutdown<THooks>(this Iommu<THooks> iommu)
        where THooks : struct, ICoreHooks, IPowerHooks
    {
        if (iommu.Platform.IsEnabled && iommu.Platform.Options.CrashDisable)
        {
            THooks.CrashShutdown(iommu.Platform);
        }
    }

    /// <summary>Stops the IOMMUs' own interrupts. Takes no lock.</summary>
    public static void Quiesce<THooks>(this Iommu<THooks> iommu)
        where THooks : struct, ICoreHooks, IPowerHooks
    {
        if (iommu.Platform.IsEnabled)
        {
            THooks.Quiesce(iommu.Platform);
        }
    }
}
