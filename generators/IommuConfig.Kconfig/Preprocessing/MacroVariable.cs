using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>A variable, which is a function too if its text refers to arguments.</summary>
internal sealed class MacroVariable(string name, bool isRecursive, string text)
{
    private string? _text = text;
    private StringBuilder? _parts;

    public string Name => name;

    /// <summary>Whether its text is expanded when it is used; otherwise it was when it was assigned.</summary>
    public bool IsRecursive => isRecursive;

    /// <summary>How many of its expansions are under way.</summary>
    public int Uses { get; set; }

    /// <summary>The text; what was appended is joined when it is asked for, so that many short pieces cost no more than one long one.</summary>
    public string Text => _text ??= _parts!.ToString();

    public void Append(string text)
    {
        _parts ??= new StringBuilder(_text);
        _parts.Append(' ').Append(text);
        _text = null;
    }
}
