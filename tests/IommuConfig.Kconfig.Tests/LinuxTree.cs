using System;
using System.IO;

namespace IommuConfig.Kconfig.Tests;

/// <summary>The Linux 6.1 tree, where build/setup.sh unpacks what configuring reads of it.</summary>
internal static class LinuxTree
{
    /// <summary>Its folder, or null if it is not there.</summary>
    public static string? Folder
    {
        get
        {
            string cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
                ?? Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? "/root", ".cache");
            string folder = Path.Combine(cache, "iommuconfig", "linux-6.1");
            return File.Exists(Path.Combine(folder, "Kconfig")) ? folder : null;
        }
    }
}
