using System;
using System.IO;

namespace IommuConfig.Conf.Tests;

/// <summary>A new folder that goes away with this object.</summary>
internal sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("kconfig").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
