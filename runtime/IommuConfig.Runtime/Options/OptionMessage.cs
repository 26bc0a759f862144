namespace IommuConfig.Runtime;

/// <summary>What is to be said about one token of the command line.</summary>
/// <param name="Column">Where the token begins in the command line, from 1.</param>
/// <param name="Option">The option it belongs to, such as <c>iommu</c>.</param>
/// <param name="Token">The token as written; empty where nothing stands.</param>
/// <param name="Text">What is wrong with it, or why it has no effect.</param>
/// <param name="IsWarning">Whether the token is bad. Otherwise it is right, and only has no effect in this configuration.</param>
/// <param name="Suggestion">What may have been meant, or null.</param>
public sealed record OptionMessage(int Column, string Option, string Token, string Text, bool IsWarning, string? Suggestion)
{
    /// <summary>The message for a log: <c>command line, column 7: iommu: "frce": unknown; did you mean "force"?</c></summary>
    public override string ToString() =>
        $"command line, column {Column}: {Option}: \"{Token}\": {Text}{(Suggestion is null ? "" : $"; did you mean \"{Suggestion}\"?")}";
}
