namespace IommuConfig.Kconfig;

/// <summary>Texts in quotes, the same in a Kconfig file and in a .config.</summary>
internal static class QuotedText
{
    /// <summary>The text in double quotes, with a backslash before each quote and backslash.</summary>
    public static string Of(string text) => "\"" + Escape(text) + "\"";

    /// <summary>What stands between the quotes.</summary>
    public static string Escape(string text) =>
        text.IndexOf('"') < 0 && text.IndexOf('\\') < 0 ? text : text.Replace("\\", "\\\\").Replace("\"", "\\\"");
}
