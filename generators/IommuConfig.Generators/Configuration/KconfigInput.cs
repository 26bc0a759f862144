using System;

using IommuConfig.Kconfig;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IommuConfig.Generators.Configuration;

/// <summary>What an additional file is to the configuration.</summary>
internal enum KconfigRole
{
    /// <summary>The root of the tree.</summary>
    Root,

    /// <summary>A file that the tree may source.</summary>
    Source,

    /// <summary>The configuration: a .config or a defconfig.</summary>
    Config,

    /// <summary>What the build tells the tree: <see cref="Kconfig.BuildInputs"/>.</summary>
    Inputs,
}

/// <summary>One file of the tree, or the configuration. Two are equal if they say the same.</summary>
/// <param name="role">Which.</param>
/// <param name="path">The path the compiler knows it by, with '/'.</param>
/// <param name="nameInTree">The path by which the tree sources it, where the build says so; else it follows from the root's.</param>
/// <param name="text">The content.</param>
/// <param name="isUtf8">Whether the compiler could read it as UTF-8; otherwise it guessed.</param>
internal sealed class KconfigInput(KconfigRole role, string path, string? nameInTree, string text, bool isUtf8) : IEquatable<KconfigInput>
{
    private const string RoleKey = "build_metadata.AdditionalFiles.KconfigRole";
    private const string NameKey = "build_metadata.AdditionalFiles.KconfigName";

    // Immutable, and replaced as a whole.
    private volatile Parsed? _parsed;

    public KconfigRole Role => role;

    public string Path => path;

    public string Text => text;

    public bool IsUtf8 => isUtf8;

    /// <summary>The file name.</summary>
    public string Name => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>The folder, with a trailing '/', or empty.</summary>
    public string Directory => path.Substring(0, path.LastIndexOf('/') + 1);

    /// <summary>Reads an additional file; null where it has nothing to do with Kconfig.</summary>
    public static KconfigInput? Read(AdditionalText file, AnalyzerConfigOptionsProvider options, System.Threading.CancellationToken cancellation)
    {
        string path = file.Path.Replace('\\', '/');
        AnalyzerConfigOptions metadata = options.GetOptions(file);
        metadata.TryGetValue(RoleKey, out string? role);
        metadata.TryGetValue(NameKey, out string? name);
        if (RoleOf(role, path.Substring(path.LastIndexOf('/') + 1)) is not { } known || file.GetText(cancellation) is not { } text)
        {
            return null;
        }

        return new(known, path, string.IsNullOrEmpty(name) ? null : name, text.ToString(), text.Encoding is null or { CodePage: 65001 });
    }

    private string? NameInTree => nameInTree;

    /// <summary>The path by which the tree sources it; null where it cannot.</summary>
    /// <param name="rootDirectory">The folder of the tree's root: a file in it or below is sourced by the path from there.</param>
    public string? PathInTree(string rootDirectory) =>
        nameInTree ?? (path.StartsWith(rootDirectory, StringComparison.Ordinal) ? path.Substring(rootDirectory.Length) : null);

    /// <summary>The file as a part of the tree: parsed once for each edit of it.</summary>
    /// <param name="pathInTree">The path by which the tree sources it.</param>
    /// <param name="dialect">The dialect.</param>
    public KconfigSyntaxTree Parse(string pathInTree, Dialect dialect)
    {
        Parsed? parsed = _parsed;
        if (parsed is null || parsed.Tree.File.Path != pathInTree || parsed.Dialect != dialect)
        {
            _parsed = parsed = new(Kconfig.SyntaxTree.Parse(new SourceFile(pathInTree, text), dialect), dialect);
        }

        return parsed.Tree;
    }

    /// <summary>Whether the other is the same file, with whatever text.</summary>
    public bool IsSameFile(KconfigInput other) =>
        role == other.Role && path == other.Path && nameInTree == other.NameInTree && isUtf8 == other.IsUtf8;

    public bool Equals(KconfigInput? other) => ReferenceEquals(this, other) || (other is not null && IsSameFile(other) && text == other.Text);

    public override bool Equals(object? obj) => Equals(obj as KconfigInput);

    public override int GetHashCode() => path.GetHashCode();

    // The build says what a file is. Without its word, the usual names do.
    private static KconfigRole? RoleOf(string? role, string name) => role switch
    {
        "root" => KconfigRole.Root,
        "source" => KconfigRole.Source,
        "config" => KconfigRole.Config,
        "inputs" => KconfigRole.Inputs,
        null or "" when name == "Kconfig" || name.StartsWith("Kconfig.", StringComparison.Ordinal) => KconfigRole.Source,
        null or "" when name == ".config" || name.EndsWith("_defconfig", StringComparison.Ordinal) => KconfigRole.Config,
        _ => null,
    };

    /// <summary>What parsing made of it.</summary>
    private sealed record Parsed(KconfigSyntaxTree Tree, Dialect Dialect);
}
