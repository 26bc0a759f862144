using System;
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
        foreach (string line in text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries))
        {
            Console.WriteLine($"    {line}");
        }
    }

    /// <summary>Prints an errno result and returns it.</summary>
    public static int Result(string what, int result)
    {
        Line(what, Name(result));
        return result;
    }

    public static string Name(int result) => result switch
    {
        >= 0 => "ok",
        -Errno.EXDEV => "refused: its driver is another one (-EXDEV)",
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
