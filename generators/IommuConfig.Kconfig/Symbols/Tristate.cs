namespace IommuConfig.Kconfig;

/// <summary>The values of the language's logic, ordered: &amp;&amp; is the lesser, || the greater, ! is 2 minus.</summary>
public enum Tristate : byte
{
    /// <summary>No.</summary>
    N,

    /// <summary>Module.</summary>
    M,

    /// <summary>Yes.</summary>
    Y,
}
