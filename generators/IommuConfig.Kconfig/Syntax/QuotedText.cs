namespace IommuConfig.Kconfig;

/// <summary>Texts in quotes, the same in a Kconfig file and in a .config.</summary>
internal static class QuotedText
{
    /// <summary>The text in double quotes, with a backslash before each quote and backslash.</summary>
    public static string Of(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
