namespace IommuConfig.Kconfig;

/// <summary>
/// The values of the language's logic, ordered n, m, y: &amp;&amp; is the lesser, || the greater, ! is 2 minus. m, built as a <i>module</i>, exists only
/// for tristates and only while the symbol marked <c>modules</c> is not n; where it cannot be, it becomes y.
/// </summary>
public enum Tristate : byte
{
    /// <summary>No.</summary>
    N,

    /// <summary>Module.</summary>
    M,

    /// <summary>Yes.</summary>
    Y,
}
