using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Paths of the language: '/' between parts, relative to the root's folder.</summary>
internal static class SourcePath
{
    /// <summary>The path that a source statement means.</summary>
    /// <param name="written">The path as written.</param>
    /// <param name="relativeTo">The sourcing file for rsource, or null for source.</param>
    public static string Resolve(string written, string? relativeTo)
    {
        if (relativeTo is not null)
        {
            int slash = relativeTo.LastIndexOf('/');
            written = slash < 0 ? written : relativeTo.Substring(0, slash + 1) + written;
        }

        if (written.IndexOf("./", System.StringComparison.Ordinal) < 0 && written.IndexOf("//", System.StringComparison.Ordinal) < 0)
        {
            return written;
        }

        var parts = new List<string>();
        foreach (string part in written.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not ("" or ".."))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }
}
