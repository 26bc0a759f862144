namespace IommuConfig.Runtime;

/// <summary>How a provider comes to life.</summary>
[HookContract]
public interface ISetupHooks
{
    /// <summary>Looks for the provider's hardware on the platform and, if there is any, makes it ready with every device blocked.</summary>
    /// <remarks>It may switch off in the platform's options what the hardware lacks.</remarks>
    /// <param name="provider">The provider whose hook this is; it marks the units it takes with it.</param>
    /// <param name="platform">Where to look.</param>
    /// <returns>
    /// 0; -ENODEV, or -EBADF, when there is no hardware of its kind; -EAGAIN when another provider's has to be set up first; -EINVAL for hardware that translates fewer bits than the page tables have; -ENOMEM; an
    /// error of the hardware. After an error no unit is left taken or switched on.
    /// </returns>
    static abstract int Setup(ProviderId provider, IommuPlatform platform);
}
