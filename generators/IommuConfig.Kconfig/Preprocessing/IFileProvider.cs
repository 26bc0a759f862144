using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Where files come from. Paths use '/', are relative to the folder of the root Kconfig and contain no "." or ".." parts.</summary>
public interface IFileProvider
{
    /// <summary>The file, or null if there is none.</summary>
    /// <param name="path">The path; upper and lower case differ.</param>
    SourceFile? Open(string path);

    /// <summary>The paths that match a pattern, in ordinal order.</summary>
    /// <param name="pattern">A path whose parts may contain *, ? and [...]; none of them matches '/'.</param>
    IReadOnlyList<string> Glob(string pattern);

    /// <summary>A file whose path differs only in upper and lower case, or null.</summary>
    /// <param name="path">The path that <see cref="Open"/> does not know.</param>
    string? FindIgnoringCase(string path);
}
