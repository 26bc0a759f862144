using System;
using System.Collections.Generic;
using System.Linq;

using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>What the program's arguments say to the IOMMU layer, as a kernel's command line does.</summary>
internal static class BootOptions
{
    /// <summary>Whether an argument is meant for the layer.</summary>
    public static bool Mention(string argument) => argument.Contains("iommu", StringComparison.Ordinal);

    /// <summary>Reads them. What is wrong with one is printed, and the others count all the same.</summary>
    public static IommuOptions Read(string[] arguments)
    {
        IommuOptions options = new();
        string commandLine = string.Join(' ', arguments.Where(Mention));
        IommuCommandLine.Parse<IommuHooks.Table>(commandLine, options, out IReadOnlyList<OptionMessage> messages);
        foreach (OptionMessage message in messages)
        {
            Console.Error.WriteLine(message);
        }

        return options;
    }
}
