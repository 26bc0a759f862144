using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;
using IommuConfig.Kconfig;

namespace IommuConfig.Generators.Configuration;

/// <summary>A parsed file under the path by which the tree sources it.</summary>
/// <param name="Path">The path the compiler knows it by.</param>
/// <param name="Tree">The parsed file; null for one that the tree cannot name.</param>
/// <param name="Encoding">What is wrong with its bytes.</param>
internal sealed record ParsedInput(string Path, KconfigSyntaxTree? Tree, EquatableArray<DiagnosticInfo> Encoding)
{
    /// <summary>Parses a file.</summary>
    /// <param name="input">The file.</param>
    /// <param name="root">The root's path; a file in its folder or below is sourced by the path from there.</param>
    /// <param name="dialect">The dialect.</param>
    public static ParsedInput Parse(KconfigInput input, string? root, Dialect dialect)
    {
        string directory = root is null ? "" : DirectoryOf(root);
        string? treePath = input.TreePath
            ?? (input.Path.StartsWith(directory, System.StringComparison.Ordinal) ? input.Path.Substring(directory.Length) : null);
        if (treePath is null)
        {
            return new(input.Path, null, default);
        }

        SourceFile file = new(treePath, input.Text);
        return new(input.Path, Kconfig.SyntaxTree.Parse(file, dialect), KconfigDescriptors.Encoding(input, file));
    }

    /// <summary>The folder of a path, with a trailing '/', or empty.</summary>
    public static string DirectoryOf(string path) => path.Substring(0, path.LastIndexOf('/') + 1);
}
