using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <remarks>Lists of frames in use: whoever owns one serialises what is done to it.</remarks>
public unsafe partial class FrameSource
{
    /// <summary>Puts a frame at the end of a list.</summary>
    public void Append(ref FrameList list, Mfn frame) => AppendPlace(ref list, PlaceOf(frame));

    /// <summary>Puts the frames of one list at the end of another, and empties it.</summary>
    public void AppendAll(ref FrameList list, ref FrameList tail)
    {
        if (list.Tail == 0)
        {
            list = tail;
        }
        else if (tail.Head != 0)
        {
            _notes[list.Tail - 1].Next = tail.Head;
            _notes[tail.Head - 1].Previous = list.Tail;
            list.Tail = tail.Tail;
        }

        tail = default;
    }

    /// <summary>Takes a frame off the list that it is on, wherever it stands there.</summary>
    public void Remove(ref FrameList list, Mfn frame) => RemovePlace(ref list, PlaceOf(frame));

    /// <summary>Takes the first frame off a list.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TakeFirst(ref FrameList list, out Mfn frame)
    {
        uint place = list.Head;
        if (place == 0)
        {
            frame = Mfn.Invalid;
            return false;
        }

        RemovePlace(ref list, place);
        frame = FrameIn(place);
        return true;
    }

    internal Mfn First(in FrameList list) => FrameIn(list.Head);

    // The next one on a frame's list, if there is one.
    internal Mfn After(Mfn frame) => FrameIn(_notes[PlaceOf(frame) - 1].Next);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendPlace(ref FrameList list, uint place)
    {
        ref FrameNote note = ref _notes[place - 1];
        note.Next = 0;
        note.Previous = list.Tail;
        if (list.Tail == 0)
        {
            list.Head = place;
        }
        else
        {
            _notes[list.Tail - 1].Next = place;
        }

        list.Tail = place;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RemovePlace(ref FrameList list, uint place)
    {
        ref FrameNote note = ref _notes[place - 1];
        if (note.Previous == 0)
        {
            list.Head = note.Next;
        }
        else
        {
            _notes[note.Previous - 1].Next = note.Next;
        }

        if (note.Next == 0)
        {
            list.Tail = note.Previous;
        }
        else
        {
            _notes[note.Next - 1].Previous = note.Previous;
        }
    }
}
