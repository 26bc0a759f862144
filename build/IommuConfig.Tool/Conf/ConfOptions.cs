using System;
using System.Collections.Generic;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>What the command line of conf asks for.</summary>
/// <param name="Mode">What to do.</param>
/// <param name="Kconfig">The root file.</param>
/// <param name="File">The argument of --defconfig or --savedefconfig.</param>
/// <param name="IsSilent">Whether what was written is not told.</param>
/// <param name="Synchronizes">Whether auto.conf and its kin are brought up to date.</param>
/// <param name="Seed">What randconfig starts from.</param>
internal sealed record ConfOptions(ConfMode Mode, string Kconfig, string? File, bool IsSilent, bool Synchronizes, uint Seed)
{
    /// <summary>Reads the command line; messages, usage and the seed are printed as it goes.</summary>
    /// <returns>What it asks for, or null if conf ends here with exit code 1.</returns>
    public static ConfOptions? Read(IReadOnlyList<string> arguments, Dialect dialect, string program, ToolHost host, ConfConsole console)
    {
        var options = new ConfOptions(ConfMode.OldAskConfig, "", null, false, false, 0);
        bool isLegacy = dialect.Messages == MessageShapes.Legacy;
        var reader = new CommandLineReader(OptionTable.For(dialect), OptionTable.Letters(dialect), program, console.WriteError);
        foreach (ParsedOption option in reader.Read(arguments, optionsComeFirst: host.Environment("POSIXLY_CORRECT") is not null))
        {
            if (option.Letter == 'h' || (option.Letter == ParsedOption.Mistake && isLegacy))
            {
                console.WriteOutput(UsageText.For(dialect, program));
                return null;
            }

            options = option switch
            {
                { Letter: 's' } => options with { IsSilent = true },
                { Mode: ConfMode.DefConfig or ConfMode.SaveDefConfig } => options with { Mode = option.Mode.Value, File = option.Argument },
                { Mode: ConfMode.SyncConfig } => options with { Mode = ConfMode.SyncConfig, Synchronizes = true, IsSilent = options.IsSilent || !isLegacy },
                { Mode: ConfMode.RandConfig } => options with { Mode = ConfMode.RandConfig, Seed = ReadSeed(host, isLegacy ? console.WriteError : console.WriteOutput) },
                { Mode: { } mode } => options with { Mode = mode },
                _ => options,
            };
        }

        if (reader.Operands.Count == 0)
        {
            console.WriteError($"{program}: Kconfig file missing\n");
            console.WriteOutput(UsageText.For(dialect, program));
            return null;
        }

        return options with { Kconfig = reader.Operands[0] };
    }

    private static uint ReadSeed(ToolHost host, Action<string> say)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        uint seed = unchecked((uint)(now.ToUnixTimeSeconds() + 1) * ((uint)(now.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond) + 1));
        if (host.NonEmpty("KCONFIG_SEED") is { } text)
        {
            long number = CNumber.Read(text, 0, 0, out int end);
            seed = end == text.Length ? unchecked((uint)number) : seed;
        }

        say(FormattableString.Invariant($"KCONFIG_SEED=0x{seed:X}\n"));
        return seed;
    }
}
