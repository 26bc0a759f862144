namespace IommuConfig.Runtime;

public readonly partial struct Iommu<THooks>
{
    /// <summary>Sets up the providers with the default options.</summary>
    /// <inheritdoc cref="Setup(IommuOptions, out SetupReport)" path="/remarks|/returns"/>
    public int Setup() => Setup(new IommuOptions(), out _);

    /// <summary>Sets up the providers, at boot, once.</summary>
    /// <remarks>
    /// <para>
    /// Where providers live side by side, all that find hardware are set up. Otherwise they are tried in order and the first that finds
    /// hardware is selected. On an error, and when the selection throws because the process has another provider selected already, every
    /// IOMMU is released again and the platform is as before the call, but for its options.
    /// </para>
    /// <para>
    /// What is in force afterwards stands in <see cref="IommuPlatform.Options"/>, a copy of <paramref name="options"/> with what the
    /// configuration and the hardware made of them; a provider's set-up may switch off there what its hardware lacks. The page sizes of a
    /// provider are a domain's, so they are checked when the first domain joins it.
    /// </para>
    /// </remarks>
    /// <param name="options">What the command line says.</param>
    /// <param name="report">What it came to. <see cref="SetupReport.Halt"/> says whether the machine must not go on.</param>
    /// <returns>
    /// 0; -ENODEV when no provider finds hardware, or the options say not to look for any; -EAGAIN when all that do wait for others; -EOPNOTSUPP when interrupt remapping was required
    /// and is not there; -EEXIST the second time; a provider's other error.
    /// </returns>
    public int Setup(IommuOptions options, out SetupReport report)
    {
        if (Platform.IsEnabled)
        {
            report = new SetupReport(Platform.Options, isEnabled: true, halt: null, lines: []);
            return -Errno.EEXIST;
        }

        IommuOptions current = options.Copy();
        THooks.ApplyConfiguration(current);
        current.Quarantine ??= THooks.Quarantine;
        Platform.Options = current;
        if (THooks.IsTraced)
        {
            Platform.Trace = IommuTrace.Log;
        }

        // Asked before anything is probed, as that may find that there is none.
        bool needsRemapping = current.Force && current.InterruptRemapping != InterruptRemapping.Off;
        current.HardwareDomainPassthrough &= !current.HardwareDomainStrict;

        string? halt = null;
        int result = current.Enable ? SetupAll(needsRemapping, out halt) : -Errno.ENODEV;
        if (!Platform.IsEnabled)
        {
            current.InterruptRemapping = InterruptRemapping.Off;
            current.Snoop = current.HardwareDomainPassthrough = current.HardwareDomainStrict = false;
            halt ??= current.Force ? $"An IOMMU is required (iommu=force), and none could be set up ({result})." : null;
        }

        current.InterruptPosting &= current.InterruptRemapping != InterruptRemapping.Off;
        report = new SetupReport(current, Platform.IsEnabled, halt, SetupLines.Of(Platform, result));
        return result;
    }

    private int SetupAll(bool needsRemapping, out string? halt)
    {
        // Which provider to select is known only when its hardware was found, and by then that translates. So the way out that an exception
        // takes leads past the release, too; nothing is caught.
        int result = -Errno.ENODEV;
        bool isDone = false;
        halt = null;
        try
        {
            result = SetupProviders();
            if (result == 0)
            {
                CheckRemapping();
                if (needsRemapping && Platform.Options.InterruptRemapping == InterruptRemapping.Off)
                {
                    halt = "Interrupt remapping is required (iommu=force), and the hardware has none; iommu=force,no-intremap does without.";
                    result = -Errno.EOPNOTSUPP;
                }
            }

            result = result == 0 ? THooks.SetupDone(Platform) : result;
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

    // A provider whose hardware waits for another's is tried again, as long as a round gets one further.
    private int SetupProviders()
    {
        ProviderSet found = default;
        ProviderSet waiting = default;
        bool isFirstRound = true;
        bool goesOn;
        do
        {
            goesOn = false;
            foreach (ProviderId provider in THooks.Providers)
            {
                if (!isFirstRound && !waiting.Contains(provider))
                {
                    continue;
                }

                int result = THooks.Setup(provider, Platform);
                waiting = result == -Errno.EAGAIN ? waiting.Add(provider) : waiting.Remove(provider);
                if (result is -Errno.EAGAIN or -Errno.ENODEV or -Errno.EBADF)
                {
                    continue;
                }

                if (result != 0)
                {
                    return result;
                }

                goesOn = true;
                found = found.Add(provider);
                if (!THooks.IsMixed)
                {
                    THooks.Select(provider);
                    Platform.OnlyProvider = provider;
                    waiting = default;
                    break;
                }
            }

            isFirstRound = false;
        }
        while (goesOn && !waiting.IsEmpty);

        Platform.Providers = found;
        return !found.IsEmpty ? 0 : waiting.IsEmpty ? -Errno.ENODEV : -Errno.EAGAIN;
    }

    // Interrupts are remapped by all units or none: a device behind one that does not could send what it likes.
    private void CheckRemapping()
    {
        foreach (IommuUnit unit in Platform.Units)
        {
            if (!unit.Provider.IsNone && !unit.RemapsInterrupts)
            {
                Platform.Options.InterruptRemapping = InterruptRemapping.Off;
            }
        }
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
