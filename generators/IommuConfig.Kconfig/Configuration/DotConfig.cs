using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>One line of a .config that sets a symbol.</summary>
/// <param name="Name">The symbol's name without "CONFIG_".</param>
/// <param name="Value">The text behind '=', as written; "n" for a line "# CONFIG_X is not set".</param>
/// <param name="NameSpan">The name, with "CONFIG_".</param>
/// <param name="ValueSpan">The value; for "is not set" the whole line.</param>
public sealed record DotConfigAssignment(string Name, string Value, TextSpan NameSpan, TextSpan ValueSpan);

/// <summary>The assignments of a .config, or of a defconfig that has only some. Knows no tree: types and names are checked when it is applied.</summary>
public sealed class DotConfig
{
    internal DotConfig(
        SourceFile file, string prefix, IReadOnlyList<DotConfigAssignment> assignments, IReadOnlyList<KconfigDiagnostic> diagnostics)
    {
        File = file;
        Prefix = prefix;
        Assignments = assignments;
        Diagnostics = diagnostics;
    }

    /// <summary>The file.</summary>
    public SourceFile File { get; }

    /// <summary>What names of symbols begin with in it.</summary>
    internal string Prefix { get; }

    /// <summary>All assignments, in order; of several to one symbol the last valid one counts.</summary>
    public IReadOnlyList<DotConfigAssignment> Assignments { get; }

    /// <summary>Malformed lines and repeated assignments.</summary>
    public IReadOnlyList<KconfigDiagnostic> Diagnostics { get; }

    /// <summary>Reads a .config or a defconfig. Never throws.</summary>
    /// <param name="file">The file.</param>
    /// <param name="prefix">What names of symbols begin with in it.</param>
    public static DotConfig Parse(SourceFile file, string prefix = "CONFIG_") => new DotConfigParser(file, prefix).Parse(0, file.Text.Length);
}
