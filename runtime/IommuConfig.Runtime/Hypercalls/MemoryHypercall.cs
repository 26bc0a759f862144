namespace IommuConfig.Runtime;

/// <summary>The memory hypercall (Xen's <c>HYPERVISOR_memory_op</c>), as far as it concerns IOMMUs.</summary>
public static class MemoryHypercall
{
    /// <summary>The bits of a command below the index at which to continue (Xen's <c>MEMOP_EXTENT_SHIFT</c>).</summary>
    public const int ExtentShift = 6;

    /// <summary>Runs one operation.</summary>
    /// <param name="platform">The machine.</param>
    /// <param name="command">The operation in bits 5-0, where to continue in the bits above.</param>
    /// <param name="guest">The caller's memory.</param>
    /// <param name="argument">The address of the operation's argument in it.</param>
    /// <returns>As the operation defines; -ENOSYS for one that this build does not have.</returns>
    public static int Run<THooks>(IommuPlatform platform, uint command, GuestMemory guest, ulong argument)
        where THooks : struct, ICoreHooks =>
        THooks.IsAvailable ? THooks.MemoryOp(platform, command, guest, argument) : -Errno.ENOSYS;
}
