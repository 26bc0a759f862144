namespace IommuConfig.Kconfig;

/// <summary>The C program's words for our messages. One place holds all shapes, per dialect.</summary>
internal static class ConfMessages
{
    /// <summary>The lines, with their ends, or null where the C program says nothing.</summary>
    /// <param name="dialect">Whose words.</param>
    /// <param name="descriptor">The message.</param>
    /// <param name="location">Its place.</param>
    /// <param name="arguments">What fills the holes of our own format.</param>
    public static string? Format(Dialect dialect, KconfigDiagnosticDescriptor descriptor, SourceLocation location, object[] arguments) => null;
}
