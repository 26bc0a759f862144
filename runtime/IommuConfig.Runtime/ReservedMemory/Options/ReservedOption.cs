using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>What the options for reserved memory have in common: ranges of frames, separated by semicolons, and what is wrong with some of them.</summary>
public abstract class ReservedOption
{
    private readonly List<ReservedPages> _ranges = [];
    private readonly List<ReservedOptionError> _errors = [];

    private protected ReservedOption()
    {
    }

    /// <summary>The ranges that are well-formed.</summary>
    public IReadOnlyList<ReservedPages> Ranges => _ranges;

    /// <summary>What is wrong with the others, from left to right.</summary>
    public IReadOnlyList<ReservedOptionError> Errors => _errors;

    /// <summary>0, or the first error: -EINVAL where something is missing or wrong, -E2BIG for too much of something.</summary>
    public int Result => _errors.Count == 0 ? 0 : _errors[0].Result;

    private protected void Add(ReservedPages range) => _ranges.Add(range);

    private protected void Fail(int column, int result, string text) => _errors.Add(new(column, result, text));

    // first[-last]; without the second, the range is one frame.
    private protected bool TryReadFrames(ref OptionReader reader, out ulong first, out ulong last)
    {
        if (!reader.TryReadFrame(out first))
        {
            last = 0;
            Fail(reader.Column, -Errno.EINVAL, "A range begins with the number of a frame, in hexadecimal digits.");
            return false;
        }

        last = first;
        if (reader.TrySkip('-') && !reader.TryReadFrame(out last))
        {
            Fail(reader.Column, -Errno.EINVAL, "Behind '-' comes the number of the last frame, in hexadecimal digits.");
            return false;
        }

        return true;
    }
}
