using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace IommuConfig.Package.Tests;

/// <summary>The sources that a debugger finds in symbols.</summary>
internal static class EmbeddedSources
{
    // Portable PDB format, "Embedded Source": the size before compression, 0 where the text is as it is, then the text.
    private static readonly Guid s_embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>The documents of an assembly's symbols, each with its text, or null where that is not in the symbols.</summary>
    public static IReadOnlyDictionary<string, string?> OfAssembly(string path)
    {
        using PEReader assembly = new(File.OpenRead(path));
        assembly.TryOpenAssociatedPortablePdb(path, File.OpenRead, out MetadataReaderProvider? symbols, out _);
        using (symbols)
        {
            return Of(symbols!.GetMetadataReader());
        }
    }

    /// <summary>The documents of symbols, each with its text, or null where that is not in the symbols.</summary>
    public static IReadOnlyDictionary<string, string?> Of(MetadataReader symbols) => symbols.Documents
        .ToDictionary(handle => symbols.GetString(symbols.GetDocument(handle).Name), handle => Text(symbols, handle));

    private static string? Text(MetadataReader symbols, DocumentHandle document)
    {
        foreach (CustomDebugInformationHandle handle in symbols.GetCustomDebugInformation(document))
        {
            CustomDebugInformation information = symbols.GetCustomDebugInformation(handle);
            if (symbols.GetGuid(information.Kind) == s_embeddedSource)
            {
                byte[] value = symbols.GetBlobBytes(information.Value);
                using Stream content = new MemoryStream(value, sizeof(int), value.Length - sizeof(int));
                using Stream text = BitConverter.ToInt32(value) == 0 ? content : new DeflateStream(content, CompressionMode.Decompress);
                using StreamReader reader = new(text, Encoding.UTF8);
                return reader.ReadToEnd();
            }
        }

        return null;
    }
}
