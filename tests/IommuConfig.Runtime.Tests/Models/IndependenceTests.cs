using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>The models judge what the runtime builds, so they share none of the code that builds it.</summary>
internal sealed class IndependenceTests
{
    [Test]
    public void The_models_name_only_addresses_memory_and_the_boundary_to_hardware()
    {
        using FileStream stream = File.OpenRead(typeof(SoftwareUnit).Assembly.Location);
        using PEReader image = new(stream);
        MetadataReader metadata = image.GetMetadataReader();
        IEnumerable<string> named = metadata.TypeReferences
            .Select(metadata.GetTypeReference)
            .Where(type => metadata.GetString(type.Namespace) == "IommuConfig.Runtime")
            .Select(type => metadata.GetString(type.Name))
            .Order();
        Assert.That(named, Is.EqualTo((string[])
        [
            nameof(Device), nameof(DeviceId), nameof(Dfn), nameof(FrameSource), nameof(IommuKind), nameof(IommuPlatform), nameof(IommuUnit),
            nameof(Mfn), nameof(PageOrder), nameof(PlatformPart), nameof(ReservedRegions), nameof(TableRoot),
        ]));
    }
}
