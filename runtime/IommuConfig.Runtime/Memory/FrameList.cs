namespace IommuConfig.Runtime;

/// <summary>
/// A list of frames of one <see cref="FrameSource"/>, first in, first out. The source keeps the links, so that a list costs no memory of its
/// own; a frame is on at most one list.
/// </summary>
public struct FrameList
{
    // Places of frames in their source, plus one.
    internal uint Head;
    internal uint Tail;

    /// <summary>Whether there is no frame on the list.</summary>
    public readonly bool IsEmpty => Head == 0;
}
