using System.Numerics;

namespace IommuConfig.Runtime;

/// <summary>Which of the numbers that hardware tells domains apart by are in use: 1 to 65535 (VT-d keeps 0 for itself in caching mode).</summary>
internal sealed class DomainIds
{
    private readonly ulong[] _used = new ulong[1024];
    private Spinlock _lock;

    internal DomainIds() => _used[0] = 1;

    /// <summary>Takes the lowest free number.</summary>
    /// <returns>0, or -EBUSY when all are in use.</returns>
    internal int Allocate(out ushort id)
    {
        id = 0;
        _lock.Acquire();
        for (int word = 0; word < _used.Length && id == 0; word++)
        {
            if (_used[word] != ulong.MaxValue)
            {
                int bit = BitOperations.TrailingZeroCount(~_used[word]);
                _used[word] |= 1UL << bit;
                id = (ushort)((word * 64) + bit);
            }
        }

        _lock.Release();
        return id == 0 ? -Errno.EBUSY : 0;
    }

    internal void Free(ushort id)
    {
        _lock.Acquire();
        _used[id / 64] &= ~(1UL << (id % 64));
        _lock.Release();
    }
}
