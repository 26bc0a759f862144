using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Holds back what was said while a tree is read: if the tree turns out malformed, other words take its place.</summary>
internal sealed class HeldConsole(IConfConsole console) : IConfConsole
{
    private readonly List<(MenuNode? About, bool IsError, string Text)> _lines = [];
    private bool _isReleased;

    /// <summary>The entry that what is said next is about.</summary>
    public MenuNode? About { get; set; }

    /// <summary>Holds back again.</summary>
    public void Hold() => _isReleased = false;

    public void WriteOutput(string text) => Write(isError: false, text);

    public void WriteError(string text) => Write(isError: true, text);

    /// <summary>Says everything, and from now on everything at once.</summary>
    public void Release()
    {
        _isReleased = true;
        foreach ((_, bool isError, string text) in _lines)
        {
            Write(isError, text);
        }

        _lines.Clear();
    }

    /// <summary>Says everything in another order, if it is about several entries.</summary>
    /// <param name="order">All entries in the order in which the C program is done with them.</param>
    public void Release(System.Func<IReadOnlyList<MenuNode>> order)
    {
        if (_lines.Exists(line => line.About != _lines[0].About))
        {
            var ranks = new Dictionary<MenuNode, int>();
            foreach (MenuNode node in order())
            {
                ranks[node] = ranks.Count;
            }

            int Rank(MenuNode? node) => node is not null && ranks.TryGetValue(node, out int rank) ? rank : int.MaxValue;
            var places = new int[_lines.Count];
            for (int i = 0; i < places.Length; i++)
            {
                places[i] = i;
            }

            System.Array.Sort(places, (left, right) => (Rank(_lines[left].About), left).CompareTo((Rank(_lines[right].About), right)));
            var sorted = new List<(MenuNode?, bool, string)>(places.Length);
            foreach (int place in places)
            {
                sorted.Add(_lines[place]);
            }

            _lines.Clear();
            _lines.AddRange(sorted);
        }

        Release();
    }

    private void Write(bool isError, string text)
    {
        if (!_isReleased)
        {
            _lines.Add((About, isError, text));
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
}
