using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>The models judge what the runtime builds, so they share none of the code that builds it.</summary>
internal sealed class IndependenceTests
{
    // Portable PDB format, "Type Definition Documents".
    private static readonly Guid s_typeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

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
            nameof(CpuHost), nameof(Device), nameof(DeviceId), nameof(Dfn), nameof(FrameSource), nameof(IommuKind), nameof(IommuPlatform), nameof(IommuUnit),
            nameof(Mfn), nameof(PageOrder), nameof(PlatformPart), nameof(ReservedRegions), nameof(SteppedCpus), nameof(TableRoot),
        ]));
    }

    [Test]
    public void The_models_name_nothing_that_is_defined_where_tables_are_built()
    {
        HashSet<string> building = TypesDefinedIn("PageTables");
        Assert.That(building, Is.SupersetOf((string[])
        [
            typeof(PageTable).FullName!, typeof(MapFlags).FullName!, typeof(FlushFlags).FullName!, typeof(IPageTableFormat).FullName!,
        ]), "the symbols say where types are defined");

        using FileStream stream = File.OpenRead(typeof(SoftwareUnit).Assembly.Location);
        using PEReader image = new(stream);
        MetadataReader metadata = image.GetMetadataReader();
        string runtime = typeof(FrameSource).Assembly.GetName().Name!;
        string[] named = [.. metadata.TypeReferences
            .Select(metadata.GetTypeReference)
            .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference
                && metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == runtime)
            .Select(type => FullName(metadata, type.Namespace, type.Name))];
        Assert.That(named, Does.Contain(typeof(FrameSource).FullName));
        Assert.That(named.Where(building.Contains), Is.Empty);
    }

    // By the runtime's symbols: where the methods of a type are, or, if it has none with a body, the type itself.
    private static HashSet<string> TypesDefinedIn(string folder)
    {
        string assembly = typeof(FrameSource).Assembly.Location;
        using FileStream stream = File.OpenRead(assembly);
        using PEReader image = new(stream);
        MetadataReader metadata = image.GetMetadataReader();
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
        MetadataReader symbols = provider.GetMetadataReader();
        HashSet<string> names = [];
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            DocumentHandle document = symbols.GetMethodDebugInformation(handle).Document;
            if (!document.IsNil && IsIn(document))
            {
                Add(metadata.GetMethodDefinition(handle).GetDeclaringType());
            }
        }

        foreach (CustomDebugInformation information in symbols.CustomDebugInformation.Select(symbols.GetCustomDebugInformation))
        {
            if (symbols.GetGuid(information.Kind) == s_typeDefinitionDocuments)
            {
                for (BlobReader blob = symbols.GetBlobReader(information.Value); blob.RemainingBytes > 0;)
                {
                    if (IsIn(MetadataTokens.DocumentHandle(blob.ReadCompressedInteger())))
                    {
                        Add((TypeDefinitionHandle)information.Parent);
                    }
                }
            }
        }

        return names;

        bool IsIn(DocumentHandle document) =>
            symbols.GetString(symbols.GetDocument(document).Name).Replace('\\', '/').Contains($"/{folder}/", StringComparison.Ordinal);

        void Add(TypeDefinitionHandle handle)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            if (type.IsNested)
            {
                Add(type.GetDeclaringType());
            }
            else
            {
                names.Add(FullName(metadata, type.Namespace, type.Name));
            }
        }
    }

    private static string FullName(MetadataReader metadata, StringHandle space, StringHandle name) =>
        metadata.GetString(space) + "." + metadata.GetString(name);
}
