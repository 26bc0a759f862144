namespace IommuConfig.Runtime;

/// <summary>What the drivers do when the machine sleeps, wakes, crashes or stops.</summary>
/// <remarks>Which device goes through which page table is in memory, and survives. Whether a unit translates, and what it remembers, does not.</remarks>
internal static class UnitPower<TKind>
    where TKind : struct, IUnitKind
{
    internal static int Suspend(IommuPlatform platform)
    {
        foreach (IommuUnit unit in platform.Units)
        {
            if (unit.Kind == TKind.Kind)
            {
                int result = unit.FlushAll();
                if (result != 0)
                {
                    Resume(platform);
                    return result;
                }

                unit.SetTranslation(false);
            }
        }

        return 0;
    }

    internal static void Resume(IommuPlatform platform)
    {
        foreach (IommuUnit unit in platform.Units)
        {
            if (unit.Kind == TKind.Kind)
            {
                unit.FlushAll();
                unit.SetFaultInterrupt(true);
                unit.SetTranslation(true);
            }
        }
    }

    internal static void CrashShutdown(IommuPlatform platform)
    {
        foreach (IommuUnit unit in platform.Units)
        {
            if (unit.Kind == TKind.Kind)
            {
                unit.FlushAll();
                unit.SetFaultInterrupt(false);
                unit.SetTranslation(false);
            }
        }
    }

    internal static void Quiesce(IommuPlatform platform)
    {
        foreach (IommuUnit unit in platform.Units)
        {
            if (unit.Kind == TKind.Kind)
            {
                unit.SetFaultInterrupt(false);
            }
        }
    }
}
