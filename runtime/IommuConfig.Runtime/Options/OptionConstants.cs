namespace IommuConfig.Runtime;

/// <summary>The options that are constants in a configuration: nothing the command line or a program says changes them.</summary>
public static class OptionConstants
{
    /// <summary>Gives the constants of the table's configuration their values.</summary>
    /// <remarks>
    /// Elsewhere than on x86 nothing is mapped for the hardware domain at boot, so it is strict, unless it is passed through. Interrupts are remapped on x86 only, and posted only with HVM, too. Without VT-d every access on x86 snoops, and elsewhere it is not the
    /// IOMMU that decides. Page tables are shared always (IOMMU_FORCE_PT_SHARE), or never (without HVM). Without PCI there is no quarantine;
    /// without KEXEC nothing to start after a crash.
    /// </remarks>
    public static void Apply<THooks>(IommuOptions options)
        where THooks : struct, IDispatchTable, IOptionSymbols
    {
        if (!THooks.IsX86)
        {
            options.InterruptRemapping = InterruptRemapping.Off;
            options.HardwareDomainStrict |= !options.HardwareDomainPassthrough;
        }

        options.InterruptPosting &= THooks.IsX86 && THooks.HasHvm;
        options.Snoop = THooks.HasIntelIommu ? options.Snoop : THooks.IsX86;
        options.SharePageTables = THooks.ForcesSharing || (THooks.HasHvm && options.SharePageTables);
        options.CrashDisable &= THooks.HasKexec;
        if (!THooks.HasPci)
        {
            options.Quarantine = QuarantineMode.None;
        }
    }
}
