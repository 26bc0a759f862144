using System;
using System.Diagnostics;
using System.Globalization;

namespace IommuConfig.Kconfig;

/// <summary>The functions that need no definition.</summary>
internal sealed class MacroFunctions(LoadOptions options, MessageLog log, MacroErrors errors, ExpansionBudget budget)
{
    /// <summary>What a warning counts as, besides its text, so that their number is bounded.</summary>
    private const int WarningCost = 256;

    /// <summary>Calls the function of a name, if there is one.</summary>
    /// <param name="parts">The name and the arguments.</param>
    /// <param name="place">Where the macro stands.</param>
    /// <returns>The result, or null if no function has the name.</returns>
    public string? Call(string[] parts, MacroPlace place) => parts[0] switch
    {
        "error-if" => Takes(2, parts, place) ? ErrorIf(parts[1], parts[2], place) : "",
        "filename" => Takes(0, parts, place) ? place.Location.Path : "",
        "info" => Takes(1, parts, place) ? Info(parts[1]) : "",
        "lineno" => Takes(0, parts, place) ? place.Line.ToString(CultureInfo.InvariantCulture) : "",
        "shell" => Takes(1, parts, place) ? Shell(parts[1], place) : "",
        "warning-if" => Takes(2, parts, place) ? WarningIf(parts[1], parts[2], place) : "",
        _ => null,
    };

    private bool Takes(int count, string[] parts, MacroPlace place)
    {
        int given = parts.Length - 1;
        if (given != count)
        {
            string conf = $"too {(given < count ? "few" : "many")} function arguments passed to '{parts[0]}'";
            string takes = count switch { 0 => "no argument", 1 => "1 argument", _ => count.ToString(CultureInfo.InvariantCulture) + " arguments" };
            errors.Fail(KconfigDiagnostics.MacroArgumentCount, place, conf, parts[0], takes, given);
        }

        return given == count;
    }

    private string ErrorIf(string condition, string text, MacroPlace place)
    {
        if (condition == "y")
        {
            errors.Fail(KconfigDiagnostics.MacroError, place, text, text);
        }

        return "";
    }

    private string WarningIf(string condition, string text, MacroPlace place)
    {
        if (condition == "y")
        {
            budget.Produce(text.Length + WarningCost);
            errors.Warn(KconfigDiagnostics.MacroWarning, place, text, text);
        }

        return "";
    }

    private string Info(string text)
    {
        log.Console?.WriteOutput(text + "\n");
        return "";
    }

    private string Shell(string command, MacroPlace place)
    {
        if (options.Shell is null)
        {
            errors.Fail(KconfigDiagnostics.ShellNotAllowed, place, null, command);
            return "";
        }

        long start = Stopwatch.GetTimestamp();
        string result = ShellOutput.ToText(Run(options.Shell, command));
        options.Trace?.Probes.Add(new ShellProbe(command, result, place.Location, Elapsed(start)));
        return result;
    }

    private string Run(IShell shell, string command)
    {
        if (log.Console is null || shell is not ICapturingShell capturing)
        {
            return shell.Run(command);
        }

        string output = capturing.Run(command, out string errors);
        if (errors.Length > 0)
        {
            log.Console.WriteError(errors);
        }

        return output;
    }

    private static TimeSpan Elapsed(long start) =>
        TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - start) / (double)Stopwatch.Frequency);
}
