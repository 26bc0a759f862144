using System;

using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace IommuConfig.Build;

/// <summary>What somebody asked to see: a list, a difference, what was written.</summary>
internal static class Printout
{
    /// <summary>How many lines the terminal logger may take back: its own, which tell what is being built, are below the cursor's last place.</summary>
    private const string Room = "\n\n\n";

    // In a terminal, MSBuild shows errors and warnings alone. It says so to those whom it starts.
    private static bool IsHidden => Environment.GetEnvironmentVariable("_MSBUILDTLENABLED") == "1" && !Console.IsOutputRedirected;

    /// <summary>Shows a text.</summary>
    public static void Print(this TaskLoggingHelper log, string text)
    {
        if (IsHidden)
        {
            Console.Out.Write(text + Room);
        }

        // For logs in files too.
        log.LogMessage(MessageImportance.High, "{0}", text);
    }
}
