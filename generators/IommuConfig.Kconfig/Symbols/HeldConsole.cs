using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Holds back what was said while a tree is read: if the tree turns out malformed, other words take its place.</summary>
internal sealed class HeldConsole(IConfConsole console) : IConfConsole
{
    private readonly List<Line> _lines = [];
    private bool _isReleased;

    public void WriteOutput(string text) => Write(isError: false, text);

    public void WriteError(string text) => Write(isError: true, text);

    /// <summary>Says everything, and from now on everything at once.</summary>
    public void Release()
    {
        _isReleased = true;
        foreach (Line line in _lines)
        {
            Write(line.IsError, line.Text);
        }

        _lines.Clear();
    }

    private void Write(bool isError, string text)
    {
        if (!_isReleased)
        {
            _lines.Add(new Line(isError, text));
        }
        else if (isError)
        {
            console.WriteError(text);
        }
        else
        {
            console.WriteOutput(text);
        }
    }

    private sealed class Line(bool isError, string text)
    {
        public bool IsError => isError;

        public string Text => text;
    }
}
