namespace IommuConfig.Runtime;

public readonly partial struct Iommu<THooks>
{
    /// <inheritdoc cref="MemoryHypercall.Run"/>
    public int MemoryOp(uint command, GuestMemory guest, ulong argument) =>
        MemoryHypercall.Run<THooks>(Platform, command, guest, argument);
}
