namespace IommuConfig.Runtime;

/// <summary>The page table of one domain: its root, and every frame it is made of.</summary>
/// <remarks>Tables are freed with the domain, not before: an empty one is used again by the next mapping there.</remarks>
public unsafe struct PageTable
{
    private FrameSource? _memory;
    private FrameList _frames;
    private ulong* _root;
    private int _levels;

    /// <summary>Whether there is a root.</summary>
    public readonly bool IsBuilt => _root is not null;

    /// <summary>The frame of the root, which <see cref="Build"/> made.</summary>
    public readonly Mfn Root => _memory!.FrameAt(_root);

    internal readonly FrameSource Memory => _memory!;

    internal readonly ulong* Entries => _root;

    /// <summary>The level of the root; 0 before <see cref="Build"/>.</summary>
    public readonly int Levels => _levels;

    /// <summary>Makes an empty root.</summary>
    /// <param name="memory">Where its frames come from.</param>
    /// <param name="levels">The level of the root.</param>
    /// <returns>0, or -ENOMEM.</returns>
    public int Build(FrameSource memory, int levels)
    {
        _memory = memory;
        _levels = levels;
        int result = Add(out ulong* root);
        _root = root;
        return result;
    }

    /// <summary>Forgets the root: from now on nothing is mapped or found. The frames stay until <see cref="Free"/> or <see cref="Take"/>.</summary>
    public void ClearRoot() => _root = null;

    /// <summary>Gives every frame back to where it came from. No hardware remembers any of them.</summary>
    public void Free()
    {
        _root = null;
        _memory?.FreeAll(ref _frames);
    }

    /// <summary>Gives up the frames, and says which one was the root. Whoever takes it frees what it points to.</summary>
    /// <returns>Whether there was a root.</returns>
    public bool Take(out Mfn root)
    {
        _root = null;
        root = Mfn.Invalid;
        bool any = _memory is not null && _memory.TakeFirst(ref _frames, out root);
        _frames = default;
        return any;
    }

    // An empty table, not linked to any other yet.
    internal int Add(out ulong* table)
    {
        int result = _memory!.Allocate(out Mfn frame);
        table = null;
        if (result == 0)
        {
            _memory.Append(ref _frames, frame);
            table = _memory.EntriesOf(frame);
        }

        return result;
    }
}
