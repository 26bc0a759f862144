namespace IommuConfig.Kconfig;

/// <summary>
/// What is known of the values of all symbols. It lies in pages, which a copy shares with the original until one of the two changes a state in them: so
/// a configuration that differs from another in few values costs little.
/// </summary>
internal sealed class SymbolStates
{
    private const int PageBits = 7;
    private const int PageSize = 1 << PageBits;

    private readonly SymbolState[][] _pages;

    // Which pages are not this object's alone; null if all are. Replaced as a whole, since the original may be read meanwhile.
    private bool[]? _isShared;

    public SymbolStates(int count)
    {
        _pages = new SymbolState[(count + PageSize - 1) / PageSize][];
        for (int i = 0; i < _pages.Length; i++)
        {
            _pages[i] = new SymbolState[PageSize];
        }
    }

    private SymbolStates(SymbolState[][] pages) => (_pages, _isShared) = (pages, AllShared(pages.Length));

    public ref readonly SymbolState this[int index] => ref _pages[index >> PageBits][index & (PageSize - 1)];

    /// <summary>The state of a symbol in order to change it.</summary>
    public ref SymbolState Change(int index)
    {
        int page = index >> PageBits;
        if (_isShared is { } isShared && isShared[page])
        {
            _pages[page] = (SymbolState[])_pages[page].Clone();
            isShared[page] = false;
        }

        return ref _pages[page][index & (PageSize - 1)];
    }

    /// <summary>A copy with the same states.</summary>
    public SymbolStates Copy()
    {
        _isShared = AllShared(_pages.Length);
        return new SymbolStates((SymbolState[][])_pages.Clone());
    }

    private static bool[] AllShared(int count)
    {
        var isShared = new bool[count];
        for (int i = 0; i < count; i++)
        {
            isShared[i] = true;
        }

        return isShared;
    }
}
