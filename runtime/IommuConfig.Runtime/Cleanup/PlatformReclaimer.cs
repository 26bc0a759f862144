namespace IommuConfig.Runtime;

/// <summary>A machine that runs out of frames frees those first that its tasklets would have freed later.</summary>
internal sealed class PlatformReclaimer(IommuPlatform platform) : FrameReclaimer
{
    internal override void Reclaim() => platform.Reclaim();
}
