using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig;
using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>What the program prints.</summary>
internal static class Report
{
    public static void Title(string title) => Console.WriteLine($"\n{title}");

    public static void Line(string what, string outcome) => Console.WriteLine($"  {what,-44} {outcome}");

    /// <summary>Prints lines of text below a title of their own.</summary>
    public static void Table(string title, Action<TextWriter> write)
    {
        Console.WriteLine($"  {title}");
        using StringWriter text = new();
        write(text);
        Lines(text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    public static void Lines(IReadOnlyList<string> lines)
    {
        foreach (string line in lines)
        {
            Console.WriteLine($"    {line}");
        }
    }

    /// <summary>Prints an errno result, and tells whether it is none.</summary>
    public static bool Result(string what, long result)
    {
        Line(what, Name(result));
        return result >= 0;
    }

    /// <summary>What became of a device's access.</summary>
    public static string Dma(bool reached) => reached ? "ok" : "blocked";

    public static string Name(long result) => result switch
    {
        >= 0 => "ok",
        -Errno.ENODEV => "no such hardware (-ENODEV)",
        -Errno.ENOSYS => "not in this build (-ENOSYS)",
        -Errno.EOPNOTSUPP => "not in the driver (-EOPNOTSUPP)",
        _ => result.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    public static void Configuration()
    {
        Title("Configuration");
        Line("architecture", Config.X86 ? "x86" : !Config.ARM ? "other" : Config.ARM_64 ? "Arm, 64-bit" : "Arm, 32-bit");
        Symbol(nameof(Config.HAS_PASSTHROUGH), Config.HAS_PASSTHROUGH);
        Symbol(nameof(Config.HAS_PCI), Config.HAS_PCI);
        Symbol(nameof(Config.HAS_DEVICE_TREE), Config.HAS_DEVICE_TREE);
        Symbol(nameof(Config.IOMMU_MIXED), Config.IOMMU_MIXED);
        Line("providers", IommuHooks.IsAvailable ? string.Join(", ", IommuHooks.Providers.All.ToArray().Select(IommuHooks.Providers.NameOf)) : "none");
    }

    public static void Hooks()
    {
        Title("Hooks");
        foreach (HookDescription hook in IommuHooks.HookDescriptions)
        {
            Line($"{hook.Contract}.{hook.Name}", hook.Dispatch switch
            {
                HookDispatch.Absent => $"does not exist: {hook.Detail}",
                HookDispatch.Direct => $"direct call of {hook.Detail}",
                _ => hook.Detail,
            });
        }
    }

    private static void Symbol(string name, bool value) => Line(name, value ? "y" : "n");
}
