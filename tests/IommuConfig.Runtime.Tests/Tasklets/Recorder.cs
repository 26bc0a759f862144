using System;
using System.Collections.Generic;

namespace IommuConfig.Runtime.Tests.Tasklets;

/// <summary>A tasklet that writes down where it ran, and then does what it is told.</summary>
internal sealed class Recorder(string name, List<string> log, TaskletContext context, Action? work = null) : Tasklet(context)
{
    protected internal override void Run(TaskletScheduler scheduler, int cpu)
    {
        log.Add($"{name}@{cpu}");
        work?.Invoke();
    }
}
