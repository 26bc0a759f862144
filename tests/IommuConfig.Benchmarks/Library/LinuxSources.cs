using System.Collections.Generic;
using System.IO;
using System.Linq;
using IommuConfig.Kconfig;

namespace IommuConfig.Benchmarks;

/// <summary>The Kconfig files of Linux that an architecture needs, in every state between the disk and the tree.</summary>
internal sealed class LinuxSources : ISyntaxTreeProvider
{
    private readonly PhysicalFiles _files;
    private readonly Dictionary<string, KconfigSyntaxTree> _trees;

    /// <summary>Reads and parses them.</summary>
    /// <param name="folder">The tree's root, or a copy of it.</param>
    /// <param name="options">How the tree is read.</param>
    public LinuxSources(string folder, LoadOptions options)
    {
        _files = new PhysicalFiles(folder);
        Options = options;
        Contents = [.. KconfigTree.Load("Kconfig", _files, options).Files.Select(f => (f.Path, File.ReadAllBytes(Path.Combine(folder, f.Path))))];
        Files = [.. Contents.Select(c => SourceFile.FromBytes(c.Path, c.Bytes, out _))];
        _trees = Files.ToDictionary(f => f.Path, f => SyntaxTree.Parse(f, options.Dialect));
        Tree = Build();
    }

    public LoadOptions Options { get; }

    /// <summary>The files as they are on disk.</summary>
    public IReadOnlyList<(string Path, byte[] Bytes)> Contents { get; }

    /// <summary>The files as text.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The tree.</summary>
    public KconfigTree Tree { get; }

    /// <summary>Size of all files on disk in millions of bytes.</summary>
    public double Megabytes => Contents.Sum(c => c.Bytes.Length) / 1e6;

    /// <summary>Puts the parsed files together.</summary>
    public KconfigTree Build() => KconfigTree.Load("Kconfig", this, Options);

    /// <inheritdoc/>
    public KconfigSyntaxTree? GetTree(string path) => _trees.GetValueOrDefault(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> Glob(string pattern) => _files.Glob(pattern);

    /// <inheritdoc/>
    public string? FindIgnoringCase(string path) => _files.FindIgnoringCase(path);
}
