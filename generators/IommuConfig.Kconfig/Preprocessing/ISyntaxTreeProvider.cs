using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Where parsed files come from: either files that are parsed when asked for, or trees that the caller has kept.</summary>
public interface ISyntaxTreeProvider
{
    /// <summary>The parsed file, or null if there is none.</summary>
    /// <param name="path">The path; upper and lower case differ.</param>
    KconfigSyntaxTree? GetTree(string path);

    /// <summary>The paths that match a pattern, in ordinal order.</summary>
    /// <param name="pattern">A path whose parts may contain *, ? and [...]; none of them matches '/'.</param>
    IReadOnlyList<string> Glob(string pattern);

    /// <summary>A file whose path differs only in upper and lower case, or null.</summary>
    /// <param name="path">The path that <see cref="GetTree"/> does not know.</param>
    string? FindIgnoringCase(string path);
}
