using System;
using System.IO;
using System.Runtime.InteropServices;

namespace IommuConfig.Benchmarks;

/// <summary>A new folder that goes away with this object; in memory where that is possible, so that no disk is measured.</summary>
internal sealed class Scratch : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly PosixSignalRegistration _interrupt;

    public Scratch() => _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Directory.Delete(Folder, recursive: true));

    public string Folder { get; } = Directory.CreateDirectory(
        Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), "iommuconfig-benchmarks-" + Guid.NewGuid())).FullName;

    /// <summary>A folder below, which is made.</summary>
    public string Below(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

    public void Dispose()
    {
        _interrupt.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
