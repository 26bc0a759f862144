namespace IommuConfig;

/// <summary>The value of a tristate Kconfig symbol. The order is Kconfig's: <c>n</c> &lt; <c>m</c> &lt; <c>y</c>.</summary>
public enum Tristate : byte
{
    /// <summary>Off.</summary>
    N,

    /// <summary>Built as a module.</summary>
    M,

    /// <summary>Built in.</summary>
    Y,
}
