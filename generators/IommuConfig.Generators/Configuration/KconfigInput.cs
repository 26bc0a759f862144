using System;

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

/// <summary>One file of the tree, or the configuration.</summary>
/// <param name="Role">Which.</param>
/// <param name="Path">The path the compiler knows it by, with '/'.</param>
/// <param name="TreePath">The path by which the tree sources it, where the build says so; else it follows from the root's.</param>
/// <param name="Text">The content.</param>
/// <param name="IsUtf8">Whether the compiler could read it as UTF-8; otherwise it guessed.</param>
internal sealed record KconfigInput(KconfigRole Role, string Path, string? TreePath, string Text, bool IsUtf8)
{
    private const string RoleKey = "build_metadata.AdditionalFiles.KconfigRole";
    private const string NameKey = "build_metadata.AdditionalFiles.KconfigName";

    /// <summary>The file name.</summary>
    public string Name => Path.Substring(Path.LastIndexOf('/') + 1);

    /// <summary>Whether it is, or may be, a file of the tree.</summary>
    public bool IsOfTree => Role is KconfigRole.Root or KconfigRole.Source;

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
}
