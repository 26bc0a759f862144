namespace IommuConfig.Runtime;

/// <summary>
/// State of a feature that not every build has. The platform holds it without naming it, so that where the feature does not exist
/// its state does not either.
/// </summary>
public abstract class PlatformPart
{
    internal PlatformPart? Next { get; set; }

    /// <summary>Frees what it keeps to be freed later, and waits for nobody. Nothing by default.</summary>
    protected internal virtual void Reclaim()
    {
    }

    /// <summary>After <see cref="Reclaim"/>: waits for what others are freeing. Nothing by default.</summary>
    protected internal virtual void Drain()
    {
    }
}
