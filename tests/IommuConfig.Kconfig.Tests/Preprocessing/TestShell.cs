using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig.Tests;

/// <summary>A shell that is a function, and remembers what it was asked.</summary>
internal sealed class TestShell(Func<string, string> run) : IShell
{
    public List<string> Commands { get; } = [];

    public string Run(string command)
    {
        Commands.Add(command);
        return run(command);
    }
}
