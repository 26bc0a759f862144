using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>What all parts of a run of conf work with.</summary>
/// <param name="Host">The world.</param>
/// <param name="Console">The output.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="Configuration">The tree with its values.</param>
internal sealed record ConfSession(ToolHost Host, ConfConsole Console, ConfOptions Options, Configuration Configuration)
{
    /// <summary>The tree.</summary>
    public KconfigTree Tree => Configuration.Tree;

    /// <summary>Whose words and rules.</summary>
    public Dialect Dialect => Configuration.Tree.Dialect;

    /// <summary>Whether a person answers at a terminal; otherwise answers are repeated in the output.</summary>
    public bool IsInteractive => Host.IsInputTerminal && Host.IsOutputTerminal;
}
