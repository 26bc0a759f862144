using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>The page table of one domain: its root, its shape, and every frame it is made of.</summary>
/// <remarks>
/// It is changed by the <see cref="PageTableWalker{TFormat, THost}"/> of its format; whoever owns it serialises that, and never copies it: a copy
/// would own the same frames. A table that is no longer
/// linked is <i>retired</i>: hardware may still walk it, so it goes back to where it came from only after a flush of everything.
/// </remarks>
public unsafe struct PageTable
{
    // The table that holds the pages around the last mapped one, and the one above it: the complement of dfn shifted right says whether they are a
    // frame's, so that 0, as in a table that was never built, is nobody's.
    internal ulong CursorTag;
    internal ulong* Cursor;
    internal ulong UpperCursorTag;
    internal ulong* UpperCursor;

    // Frames below take the cursors' short ways: all or none. None does where changes have to be written back, nor where the addresses end within
    // what a table translates.
    internal ulong CursorEnd;
    internal ulong UpperCursorEnd;

    // The bits of an index by which the two addresses of a page differ that may be part of a run: none, or where there are no runs more than there
    // are.
    internal ulong CursorStep;
    internal ulong UpperCursorStep;
    private byte* _origin;
    private FrameSource? _memory;
    private FrameList _frames;
    private FrameList _retired;
    private ulong* _entries;

    /// <summary>Whether there is a root.</summary>
    public readonly bool IsBuilt => _entries is not null;

    /// <summary>What hardware is told of it; the invalid frame and no levels where there is no root.</summary>
    public readonly TableRoot Root => IsBuilt ? new(_memory!.FrameAt(_entries), Levels, AddressBits) : new(Mfn.Invalid, 0, 0);

    /// <summary>The level of the root; 0 before it was built.</summary>
    public int Levels { get; internal set; }

    /// <summary>The number of bits of the device addresses that it translates.</summary>
    public int AddressBits { get; internal set; }

    /// <summary>The sizes it maps with: bit n for pages of 2^n bytes.</summary>
    public ulong PageSizes { get; internal set; }

    /// <summary>The number of tables that are no longer linked and wait for a flush.</summary>
    public uint RetiredCount { get; private set; }

    internal readonly FrameSource Memory => _memory!;

    internal readonly bool HasFrames => !_frames.IsEmpty || !_retired.IsEmpty;

    // Where the program sees the table at a machine address.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly ulong* At(ulong address) => (ulong*)(_origin + address);

    internal readonly ulong* Entries => _entries;

    // The same as the next where there are four levels, else 0.
    internal ulong FourLevelEnd { get; set; }

    // One more than the last frame on either side.
    internal ulong DfnEnd { get; set; }

    internal ulong MfnEnd { get; set; }

    // The same for pages of the second level that take the short way.
    internal ulong LargeMfnEnd { get; set; }

    // Bit n: level n may map.
    internal int LeafLevels { get; set; }

    internal int SpineLevel { get; set; }

    internal bool IsNonCoherent { get; set; }

    // Whether a table may become one entry of the level above, and the other way, while hardware looks on.
    internal bool ChangesSizeAtOnce { get; set; }

    /// <summary>
    /// A flush of everything the domain's hardware remembers has come to its end since the last change: what was retired before goes back to where
    /// it came from.
    /// </summary>
    public void FlushCompleted()
    {
        RetiredCount = 0;
        _memory?.FreeAll(ref _retired);
    }

    // The same, but the frames are freed by a processor's tasklet.
    internal void FlushCompleted(DeferredFrees frees)
    {
        if (_memory != frees.Memory)
        {
            FlushCompleted();
        }
        else if (RetiredCount != 0)
        {
            frees.Add(ref _retired, RetiredCount);
            RetiredCount = 0;
        }
    }

    /// <summary>Forgets the root: from now on nothing is mapped or found. The frames stay until <see cref="Free"/> or <see cref="Take"/>.</summary>
    public void ClearRoot()
    {
        _entries = null;
        DfnEnd = 0;
        FourLevelEnd = 0;
        CursorEnd = 0;
        UpperCursorEnd = 0;
        LargeMfnEnd = 0;
        ForgetPosition();
    }

    /// <summary>Gives every frame back to where it came from. No hardware remembers any of them.</summary>
    public void Free()
    {
        ClearRoot();
        FlushCompleted();
        _memory?.FreeAll(ref _frames);
    }

    /// <summary>
    /// Gives some frames back as <see cref="Free"/> does, for who has to look after something else in between. The root is forgotten with the first
    /// call.
    /// </summary>
    /// <param name="count">How many tables at most.</param>
    /// <returns>0 when none is left; -ERESTART to be called again.</returns>
    public int FreeSome(uint count)
    {
        ClearRoot();
        if (_memory is null)
        {
            return 0;
        }

        uint left = _memory.FreeSome(ref _retired, count);
        RetiredCount -= count - left;
        _memory.FreeSome(ref _frames, left);
        return HasFrames ? -Errno.ERESTART : 0;
    }

    /// <summary>
    /// Gives up the frames, and says which one was the root. Whoever takes it frees what it points to. No hardware remembers what was retired.
    /// </summary>
    /// <returns>Whether there was a root.</returns>
    public bool Take(out Mfn root)
    {
        ClearRoot();
        FlushCompleted();
        root = Mfn.Invalid;
        bool any = _memory is not null && _memory.TakeFirst(ref _frames, out root);
        _frames = default;
        return any;
    }

    /// <summary>Gives up the frames, which nobody uses again: for when hardware may go on walking them.</summary>
    public void Abandon()
    {
        ClearRoot();
        _frames = default;
        _retired = default;
        RetiredCount = 0;
    }

    /// <summary>
    /// Has hardware walk somebody else's table of the same shape from now on. The own frames go back to where they came from; nothing is mapped or
    /// found here any more. No hardware knows the own root yet.
    /// </summary>
    /// <param name="root">The first frame of the other root, which lies in the same memory.</param>
    public void Share(Mfn root)
    {
        Free();
        _entries = Memory.EntriesOf(root);
    }

    /// <summary>Another place becomes the table, and this one is empty. Whatever hardware walks stays where it is.</summary>
    internal void MoveTo(ref PageTable target)
    {
        target = this;
        this = default;
    }

    // Makes an empty root of 2^order frames, the first frame of the table's list.
    internal int Begin(FrameSource memory, PageOrder order)
    {
        int result = memory.Allocate(order, out Mfn frame);
        if (result == 0)
        {
            _memory = memory;
            _origin = memory.AddressOf(0);
            _frames = default;
            memory.Append(ref _frames, frame);
            _entries = memory.EntriesOf(frame);
            ForgetPosition();
        }

        return result;
    }

    // A frame becomes part of the table.
    internal void Own(Mfn frame) => Memory.Append(ref _frames, frame);

    internal void OwnAll(ref FrameList frames) => Memory.AppendAll(ref _frames, ref frames);

    // A table that no entry points to any more.
    internal void Retire(ulong* entries)
    {
        Mfn frame = Memory.FrameAt(entries);
        Memory.Remove(ref _frames, frame);
        Memory.Append(ref _retired, frame);
        RetiredCount++;
        ForgetPosition();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ForgetPosition()
    {
        CursorTag = 0;
        UpperCursorTag = 0;
    }
}
