namespace IommuConfig.Runtime;

/// <summary>What the hardware domain may reach of the machine, beside what <see cref="MemoryMap"/> says is there.</summary>
/// <remarks>Numbers of frames are the machine's.</remarks>
public class HardwareDomainLayout
{
    /// <summary>Whether the processor translates the domain's addresses (Xen: PVH). Otherwise they are the machine's (PV).</summary>
    public bool IsTranslated { get; init; }

    /// <summary>The memory of the program that runs the layer, which no device may reach.</summary>
    public FrameRangeSet OwnImage { get; } = new();

    /// <summary>
    /// What the domain's permission for I/O memory leaves out: the registers of the IOMMUs and of interrupt controllers, the range in which
    /// writes are interrupts (x86: frames 0xfee00 to 0xfeeff), configuration space that is emulated for it.
    /// </summary>
    public FrameRangeSet Forbidden { get; } = new();

    /// <summary>Registers of devices that the domain may read and not write.</summary>
    public FrameRangeSet ReadOnly { get; } = new();

    /// <summary>
    /// Called when mapping stopped half-way because somebody waits (<see cref="IommuPlatform.IsPreemptionPending"/>): lets them run. It goes on
    /// when this returns. By default nobody does.
    /// </summary>
    public virtual void LetOthersRun(IommuPlatform platform)
    {
    }
}
