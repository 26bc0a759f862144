using System.Globalization;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Writes JSON (RFC 8259), indented by two blanks, with '\n' line ends. The caller opens and closes in the right order.</summary>
internal sealed class JsonText
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isFirst = true;

    /// <summary>Begins the value of a member, or an element of an array if there is no name.</summary>
    public JsonText Open(char bracket, string? name = null)
    {
        Begin(name);
        _text.Append(bracket);
        _depth++;
        _isFirst = true;
        return this;
    }

    public JsonText Close(char bracket)
    {
        _depth--;
        if (!_isFirst)
        {
            NewLine();
        }

        _text.Append(bracket);
        _isFirst = false;
        return this;
    }

    public JsonText Member(string name, string? value)
    {
        Begin(name);
        AppendValue(value);
        return this;
    }

    public JsonText Member(string name, bool value)
    {
        Begin(name);
        _text.Append(value ? "true" : "false");
        return this;
    }

    public JsonText Member(string name, int value)
    {
        Begin(name);
        _text.Append(value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public JsonText Element(string value)
    {
        Begin(null);
        AppendValue(value);
        return this;
    }

    public override string ToString() => _text.ToString() + "\n";

    private void Begin(string? name)
    {
        if (_depth > 0)
        {
            _text.Append(_isFirst ? "" : ",");
            NewLine();
        }

        _isFirst = false;
        if (name is not null)
        {
            AppendValue(name);
            _text.Append(": ");
        }
    }

    private void NewLine() => _text.Append('\n').Append(' ', 2 * _depth);

    private void AppendValue(string? value)
    {
        if (value is null)
        {
            _text.Append("null");
            return;
        }

        _text.Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                _text.Append(c).Append(value[++i]);
            }
            else if (c is '"' or '\\')
            {
                _text.Append('\\').Append(c);
            }
            else if (c < ' ' || char.IsSurrogate(c))
            {
                _text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                _text.Append(c);
            }
        }

        _text.Append('"');
    }
}
