namespace IommuConfig.Runtime;

public readonly partial struct Iommu<THooks>
{
    /// <inheritdoc cref="MemoryHypercall.Run"/>
    public int MemoryOp(uint command, GuestMemory guest, ulong argument) =>
        MemoryHypercall.Run<THooks>(Platform, command, guest, argument);

    /// <summary>Runs an operation of the domain control hypercall.</summary>
    /// <inheritdoc cref="DomainControl.Run" path="/param|/returns"/>
    public int Domctl(Domain caller, Domain? domain, GuestMemory guest, ulong argument) =>
        DomainControl.Run(this, caller, domain, guest, argument);
}
