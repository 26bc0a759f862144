using System.Collections.Generic;
using System.Text;
using IommuConfig.Kconfig;
using IommuConfig.Tool.Commands;

namespace IommuConfig.Tool.Conf;

/// <summary>
/// <c>kconfig conf</c>: what follows is the command line of the C program, which no parser of ours may touch. Only before and directly behind the
/// word <c>conf</c> may stand <c>--dialect NAME</c> and <c>--program-name NAME</c>.
/// </summary>
internal static class ConfCommand
{
    /// <summary>Runs conf, if that is the command.</summary>
    /// <returns>The exit code, or null if another command is meant.</returns>
    public static int? TryRun(IReadOnlyList<string> arguments, ToolHost host)
    {
        string dialectName = host.NonEmpty("KCONFIG_DIALECT") ?? Dialect.Linux.Name;
        string program = host.NonEmpty("KCONFIG_PROGRAM_NAME") ?? "conf";
        bool isConf = false;
        int next = 0;
        for (; next < arguments.Count; next++)
        {
            if (arguments[next] == "conf" && !isConf)
            {
                isConf = true;
            }
            else if (arguments[next] is "--dialect" && next + 1 < arguments.Count)
            {
                dialectName = arguments[++next];
            }
            else if (arguments[next] is "--program-name" && next + 1 < arguments.Count)
            {
                program = arguments[++next];
            }
            else
            {
                break;
            }
        }

        if (!isConf)
        {
            return null;
        }

        if (Dialect.Find(dialectName) is not { } dialect)
        {
            host.Error.Write(Encoding.UTF8.GetBytes($"kconfig: {CommonOptions.NoDialect(dialectName)}\n"));
            return ExitCode.Usage;
        }

        return ConfProgram.Run([.. SkipFirst(arguments, next)], dialect, program, host);
    }

    private static IEnumerable<string> SkipFirst(IReadOnlyList<string> arguments, int count)
    {
        for (int i = count; i < arguments.Count; i++)
        {
            yield return arguments[i];
        }
    }
}
