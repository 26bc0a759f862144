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

    /// <summary>The files of the configuration; they say what happens to them, unless conf is to be silent.</summary>
    public ConfigurationFiles OpenFiles() => new(Configuration, Host.Environment, Console, Host.Folder)
    {
        Message = Options.IsSilent ? null : text => Console.WriteOutput($"#\n# {text}\n#\n"),
    };

    /// <summary>The value of a bool, tristate or choice as it was last computed.</summary>
    public Tristate Stored(Symbol symbol) => Configuration.Evaluator.State(symbol).Value;

    /// <summary>Whether a symbol, or in older dialects a choice, can be given another value.</summary>
    public bool IsChangeable(Symbol symbol)
    {
        Configuration.Calculate(symbol);
        ref readonly SymbolState state = ref Configuration.Evaluator.State(symbol);
        return state.Visibility > state.Selected;
    }
}
