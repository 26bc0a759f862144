using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>A range of frames that is mapped one to one for devices, except where something else was mapped before.</summary>
internal sealed class IdentityRange(ulong first, ulong count, MapFlags access)
{
    // Frames that the domain had mapped itself: they stay the domain's.
    private readonly HashSet<ulong> _taken = [];

    internal ulong First => first;

    internal ulong Count => count;

    internal MapFlags Access => access;

    internal int Users { get; set; } = 1;

    internal void Take(ulong frame) => _taken.Add(frame);

    internal bool IsTaken(ulong frame) => _taken.Contains(frame);

    internal bool Overlaps(ulong from, ulong frames) => from <= First + (Count - 1) && (frames > ulong.MaxValue - from || First < from + frames);

    internal bool HasOwn(ulong from, ulong frames)
    {
        if (_taken.Count == 0)
        {
            return true;
        }

        for (ulong frame = First; frame < First + Count; frame++)
        {
            if (frame >= from && frame - from < frames && !IsTaken(frame))
            {
                return true;
            }
        }

        return false;
    }
}
