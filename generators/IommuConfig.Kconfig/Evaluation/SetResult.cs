namespace IommuConfig.Kconfig;

/// <summary>What became of an attempt to give a symbol a value.</summary>
/// <param name="IsAccepted">Whether the symbol has the value now.</param>
/// <param name="Reason">If not, why: what forbids or forces another value, and where that is written.</param>
public sealed record SetResult(bool IsAccepted, KconfigDiagnostic? Reason)
{
    /// <summary>The result of a value that was accepted.</summary>
    internal static SetResult Accepted { get; } = new(true, null);
}
