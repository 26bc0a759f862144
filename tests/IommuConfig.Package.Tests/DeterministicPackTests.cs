using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>The same sources give the same assemblies, wherever they lie.</summary>
internal sealed class DeterministicPackTests
{
    [Test]
    public void Packed_in_another_folder_every_assembly_and_its_symbols_are_the_same_to_the_byte()
    {
        string feed = Path.Combine(Packages.Folder, "feed-2");
        Packages.Pack(Path.Combine(Packages.Folder, "sources in another folder"), feed);

        Dictionary<string, byte[]> first = Binaries(Packages.Feed);
        Dictionary<string, byte[]> second = Binaries(feed);

        Assert.That(second, Has.Count.EqualTo(first.Count).And.Count.GreaterThan(10));
        Assert.That(second.Where(binary => !binary.Value.AsSpan().SequenceEqual(first[binary.Key])).Select(binary => binary.Key), Is.Empty);
    }

    private static Dictionary<string, byte[]> Binaries(string feed) => Directory.EnumerateFiles(feed)
        .SelectMany(path => Packages.Read(feed, Path.GetFileName(path).Split($".{Packages.Version}")[0], Path.GetExtension(path)[1..])
            .Where(file => Path.GetExtension(file.Key) is ".dll" or ".pdb")
            .Select(file => (Name: $"{Path.GetFileName(path)}/{file.Key}", file.Value)))
        .ToDictionary(binary => binary.Name, binary => binary.Value);
}
