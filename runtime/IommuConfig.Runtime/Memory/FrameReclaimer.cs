namespace IommuConfig.Runtime;

/// <summary>Who keeps frames that are to be freed later, and is asked for them when a <see cref="FrameSource"/> has none left.</summary>
internal abstract class FrameReclaimer
{
    internal FrameReclaimer? Next { get; set; }

    /// <summary>
    /// Gives back what nobody needs any more. The caller may hold any lock of its own, but not the source's: so nothing may be waited for here but
    /// locks that are never held around an allocation.
    /// </summary>
    internal abstract void Reclaim();
}
