using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace IommuConfig.Generators.Tests.Snapshots;

/// <summary>A verified file outlives its test when the test is renamed or removed; nothing else would notice.</summary>
internal sealed class SnapshotFilesTests
{
    [Test]
    public void Every_verified_file_belongs_to_a_test()
    {
        string[] tests =
        [
            .. typeof(SnapshotFilesTests).Assembly.GetTypes().SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}")),
        ];

        // {Class}.{Method}_{parameters}#{hint name}.verified.cs
        string[] orphans =
        [
            .. Directory.EnumerateFiles(Folder(), "*.verified.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetFileName(file).Split('#')[0])
                .Distinct()
                .Where(prefix => !tests.Any(test => prefix == test || prefix.StartsWith(test + "_", StringComparison.Ordinal))),
        ];

        Assert.That(orphans, Is.Empty);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(Path.GetDirectoryName(path))!;
}
