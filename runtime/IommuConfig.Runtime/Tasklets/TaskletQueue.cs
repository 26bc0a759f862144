namespace IommuConfig.Runtime;

/// <summary>The tasklets waiting on one processor for one context, first in, first out.</summary>
internal struct TaskletQueue
{
    internal Tasklet? First { get; private set; }

    private Tasklet? Last { get; set; }

    internal void Append(Tasklet tasklet)
    {
        tasklet.Previous = Last;
        tasklet.Next = null;
        tasklet.IsQueued = true;
        if (Last is null)
        {
            First = tasklet;
        }
        else
        {
            Last.Next = tasklet;
        }

        Last = tasklet;
    }

    internal void Remove(Tasklet tasklet)
    {
        if (tasklet.Previous is null)
        {
            First = tasklet.Next;
        }
        else
        {
            tasklet.Previous.Next = tasklet.Next;
        }

        if (tasklet.Next is null)
        {
            Last = tasklet.Previous;
        }
        else
        {
            tasklet.Next.Previous = tasklet.Previous;
        }

        tasklet.Previous = tasklet.Next = null;
        tasklet.IsQueued = false;
    }
}
