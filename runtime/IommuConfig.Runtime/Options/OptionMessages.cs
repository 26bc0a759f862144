using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>Gathers what is to be said about a command line.</summary>
internal sealed class OptionMessages
{
    private readonly List<OptionMessage> _messages = [];

    internal IReadOnlyList<OptionMessage> All => _messages;

    internal bool HasWarning { get; private set; }

    internal void Warn(string option, OptionText token, string text, string? suggestion = null)
    {
        HasWarning = true;
        _messages.Add(new OptionMessage(token.Column, option, token.Text, text, IsWarning: true, suggestion));
    }

    internal void Inform(string option, OptionText token, string text, string? suggestion = null) =>
        _messages.Add(new OptionMessage(token.Column, option, token.Text, text, IsWarning: false, suggestion));
}
