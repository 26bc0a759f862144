namespace IommuConfig.Build;

/// <summary>Where the messages are explained.</summary>
internal static class HelpLinks
{
    public static string Of(string code) => $"docs/diagnostics/{code}.md";
}
