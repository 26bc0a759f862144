using System.Runtime.CompilerServices;
using System.Threading;

namespace IommuConfig.Runtime;

/// <summary>A lock held for a few instructions. It does not nest, and allocates nothing.</summary>
public struct Spinlock
{
    // How often a waiter looks before it lets another thread run: the holder may be one that has lost its processor.
    private const int LooksPerTurn = 100;

    private int _held;

    /// <summary>Waits until the lock is free and takes it.</summary>
    public void Acquire()
    {
        if (Interlocked.CompareExchange(ref _held, 1, 0) != 0)
        {
            AcquireAfterWaiting();
        }
    }

    /// <summary>Gives the lock back. Everything written while it was held is visible to the next holder.</summary>
    public void Release() => Volatile.Write(ref _held, 0);

    // A bare machine has one thread for each processor and nothing to yield to: there the pause is an instruction, and the yield nothing.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AcquireAfterWaiting()
    {
        int looks = 0;
        do
        {
            while (Volatile.Read(ref _held) != 0)
            {
                looks++;
                if (looks % LooksPerTurn == 0)
                {
                    Thread.Yield();
                }
                else
                {
                    Thread.SpinWait(1);
                }
            }
        }
        while (Interlocked.CompareExchange(ref _held, 1, 0) != 0);
    }
}
