namespace IommuConfig.Runtime;

/// <summary>The whole machine sleeps, wakes, crashes or stops.</summary>
/// <remarks>No hook names a domain or a device, so in a mixed build none of them exists.</remarks>
[HookContract]
public interface IPowerHooks
{
    /// <summary>Saves what the hardware forgets while it has no power, and stops translating. Optional.</summary>
    /// <returns>0, also by default; an error means that the machine must not sleep.</returns>
    static virtual int Suspend(IommuPlatform platform) => 0;

    /// <summary>Makes the hardware as it was before <see cref="Suspend"/>. Optional; nothing by default.</summary>
    static virtual void Resume(IommuPlatform platform)
    {
    }

    /// <summary>Stops translating so that a crash kernel finds the hardware as after a reset. Takes no lock. Optional; nothing by default.</summary>
    static virtual void CrashShutdown(IommuPlatform platform)
    {
    }

    /// <summary>Stops the hardware's own interrupts while the machine shuts down. Takes no lock. Optional; nothing by default.</summary>
    static virtual void Quiesce(IommuPlatform platform)
    {
    }
}
