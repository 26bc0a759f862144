namespace IommuConfig.Runtime;

/// <summary>The generic layer: what every IOMMU has in common, over the hooks of a dispatch table.</summary>
/// <remarks>
/// It holds nothing but the platform. What not every build has is not here but in extension methods that ask for the contract they need,
/// so that naming it where it does not exist is an error of the compiler.
/// </remarks>
/// <typeparam name="THooks">The table: the generated <c>Table</c> of a dispatch table over <see cref="IIommuHooks"/>.</typeparam>
public readonly partial struct Iommu<THooks>
    where THooks : struct, ICoreHooks
{
    /// <summary>Makes the layer of a platform.</summary>
    public Iommu(IommuPlatform platform) => Platform = platform;

    /// <summary>The machine, which holds all state.</summary>
    public IommuPlatform Platform { get; }

    /// <summary>Sets up the providers, at boot, once.</summary>
    /// <remarks>
    /// Where providers live side by side, all that find hardware are set up. Otherwise they are tried in order and the first that finds
    /// hardware is selected. On an error, and when the selection throws because the process has another provider selected already, every
    /// IOMMU is released again and the platform is as before the call.
    /// </remarks>
    /// <returns>0; -ENODEV when no provider finds hardware; -EEXIST the second time; a provider's other error.</returns>
    public int Setup()
    {
        if (Platform.IsEnabled)
        {
            return -Errno.EEXIST;
        }

        // Which provider to select is known only when its hardware was found, and by then that translates. So the way out that an exception
        // takes leads past the release, too; nothing is caught.
        int result = -Errno.ENODEV;
        bool isDone = false;
        try
        {
            result = SetupProviders();
            isDone = result == 0;
        }
        finally
        {
            if (!isDone)
            {
                ReleaseProviders();
            }
        }

        return result;
    }

    private int SetupProviders()
    {
        ProviderSet found = default;
        foreach (ProviderId provider in THooks.Providers)
        {
            int result = THooks.Setup(provider, Platform);
            if (result == -Errno.ENODEV)
            {
                continue;
            }

            if (result != 0)
            {
                return result;
            }

            found = found.Add(provider);
            if (!THooks.IsMixed)
            {
                THooks.Select(provider);
                Platform.OnlyProvider = provider;
                break;
            }
        }

        if (found.IsEmpty)
        {
            return -Errno.ENODEV;
        }

        Platform.Providers = found;
        return THooks.SetupDone(Platform);
    }

    // A unit knows who took it, so no hook is needed, of which a mixed build would have none.
    private void ReleaseProviders()
    {
        Platform.Providers = default;
        Platform.OnlyProvider = ProviderId.None;
        for (int index = THooks.Providers.Length - 1; index >= 0; index--)
        {
            Platform.ReleaseUnits(THooks.Providers[index]);
        }
    }
}
