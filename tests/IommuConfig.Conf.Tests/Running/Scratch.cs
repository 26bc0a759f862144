using System;
using System.IO;

namespace IommuConfig.Conf.Tests;

/// <summary>A new folder that goes away with this object.</summary>
internal sealed class Scratch : IDisposable
{
    /// <summary>In memory where that is possible: a run on the Linux tree may write 13,000 files.</summary>
    private const string Memory = "/dev/shm";

    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath(), "kconfig-" + Guid.NewGuid())).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
