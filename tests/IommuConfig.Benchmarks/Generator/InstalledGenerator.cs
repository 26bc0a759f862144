using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace IommuConfig.Benchmarks;

/// <summary>The generator as a compiler loads it: with its own engine, which is another than the benchmark's, and with the compiler's Roslyn.</summary>
internal sealed class InstalledGenerator : AssemblyLoadContext
{
    private static readonly string s_path = typeof(InstalledGenerator).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Generator").Value!;

    private readonly Type _type;

    public InstalledGenerator()
        : base("generator") => _type = LoadFromAssemblyPath(s_path).GetType("IommuConfig.Generators.KconfigGenerator", throwOnError: true)!;

    public IIncrementalGenerator Create() => (IIncrementalGenerator)Activator.CreateInstance(_type)!;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string beside = Path.Combine(Path.GetDirectoryName(s_path)!, assemblyName.Name + ".dll");
        return assemblyName.Name!.StartsWith("IommuConfig.", StringComparison.Ordinal) && File.Exists(beside) ? LoadFromAssemblyPath(beside) : null;
    }
}
