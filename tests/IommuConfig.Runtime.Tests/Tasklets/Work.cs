using System;

namespace IommuConfig.Runtime.Tests.Tasklets;

/// <summary>A tasklet that does what it is told, and is told where.</summary>
internal sealed class Work(TaskletContext context, Action<int> work) : Tasklet(context)
{
    protected internal override void Run(TaskletScheduler scheduler, int cpu) => work(cpu);
}
