using System;
using System.Runtime.InteropServices;

namespace IommuConfig.Tool.Commands;

/// <summary>Variables of this process as commands that it starts see them. The platform's own call reaches only commands that it starts itself.</summary>
internal static partial class ProcessEnvironment
{
    public static void Set(string name, string value)
    {
        Environment.SetEnvironmentVariable(name, value);
        if (OperatingSystem.IsLinux())
        {
            _ = SetVariable(name, value, 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrites);
}
