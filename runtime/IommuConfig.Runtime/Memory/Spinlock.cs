using System.Threading;

namespace IommuConfig.Runtime;

/// <summary>A lock held for a few instructions. It does not nest, and needs no runtime to wait.</summary>
public struct Spinlock
{
    private int _held;

    /// <summary>Waits until the lock is free and takes it.</summary>
    public void Acquire()
    {
        while (Interlocked.CompareExchange(ref _held, 1, 0) != 0)
        {
            while (Volatile.Read(ref _held) != 0)
            {
            }
        }
    }

    /// <summary>Gives the lock back. Everything written while it was held is visible to the next holder.</summary>
    public void Release() => Volatile.Write(ref _held, 0);
}
