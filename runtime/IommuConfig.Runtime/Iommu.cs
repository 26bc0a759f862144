namespace IommuConfig.Runtime;

/// <summary>The generic layer: what every IOMMU has in common, over the hooks of a dispatch table.</summary>
/// <remarks>
/// It holds nothing but the platform. What not every build has is not here but in extension methods that ask for the contract they need,
/// so that naming it where it does not exist is an error of the compiler.
/// </remarks>
/// <typeparam name="THooks">The table: the generated <c>Table</c> of a dispatch table over <see cref="IIommuHooks"/>.</typeparam>
public readonly partial struct Iommu<THooks>
    where THooks : struct, ICoreHooks
{
    /// <summary>Makes the layer of a platform.</summary>
    public Iommu(IommuPlatform platform) => Platform = platform;

    /// <summary>The machine, which holds all state.</summary>
    public IommuPlatform Platform { get; }
}
