namespace IommuConfig.Runtime;

/// <summary>
/// The handshake between a processor's queue of idle tasklets and its scheduler: the idle loop runs them only while both bits are set, and
/// a processor that is busy gets there because the scheduler prefers the idle loop as long as something is enqueued.
/// </summary>
/// <remarks>
/// The scheduler's pass goes by this table: enqueued alone, the idle loop is chosen; both, it stays chosen; scheduled alone, it gives way;
/// none, nothing happens.
/// </remarks>
internal struct TaskletWork
{
    // Set when a tasklet is queued, cleared only by the step that leaves the queue empty.
    private bool _isEnqueued;

    // Set and cleared only by the scheduler's pass: the idle loop has the processor.
    private bool _isScheduled;

    /// <summary>Whether the scheduler has to look at the processor again.</summary>
    internal bool IsPassDue { get; private set; }

    /// <summary>Whether the idle loop may run a tasklet.</summary>
    internal readonly bool MayRun => _isEnqueued && _isScheduled;

    /// <summary>A tasklet was queued.</summary>
    /// <returns>Whether none was known before, so that the scheduler has to look.</returns>
    internal bool Enqueue()
    {
        bool isFirst = !_isEnqueued;
        _isEnqueued = true;
        IsPassDue |= isFirst;
        return isFirst;
    }

    /// <summary>A step left the queue empty.</summary>
    internal void Empty()
    {
        _isEnqueued = false;
        IsPassDue = true;
    }

    /// <summary>The scheduler's pass.</summary>
    internal void Schedule()
    {
        _isScheduled = _isEnqueued;
        IsPassDue = false;
    }
}
