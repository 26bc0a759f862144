namespace IommuConfig.Runtime;

/// <summary>Whether the layer can have the processor's tables walked at all.</summary>
public static class SharedTables
{
    /// <summary>True: there is a hook for it.</summary>
    public static bool AreKnown<THooks>()
        where THooks : struct, ISharedTableHooks => true;
}
