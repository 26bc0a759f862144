using System;
using System.IO;

namespace IommuConfig.Kconfig;

/// <summary>Where the files of one configuration are, and what the C program remembers from reading them until it writes them.</summary>
/// <param name="configuration">The configuration.</param>
/// <param name="environment">The value of an environment variable, or null if it is not set.</param>
/// <param name="console">Who hears warnings.</param>
/// <param name="folder">What relative paths are relative to; "" is the current folder of the process.</param>
internal sealed class ConfigurationFiles(
    Configuration configuration, Func<string, string?> environment, IConfConsole? console = null, string folder = "")
{
    public Configuration Configuration => configuration;

    public KconfigTree Tree => configuration.Tree;

    public ConfigFileRules Rules { get; } = ConfigFileRules.Of(configuration.Tree.Dialect);

    /// <summary>What the names of symbols begin with in all files.</summary>
    public string Prefix { get; } = environment("CONFIG_") ?? "CONFIG_";

    /// <summary>The .config.</summary>
    public string ConfigName => environment("KCONFIG_CONFIG") ?? ".config";

    /// <summary>The configuration as make reads it. The dependency files lie in its folder.</summary>
    public string AutoConfName => environment("KCONFIG_AUTOCONFIG") ?? "include/config/auto.conf";

    public string AutoHeaderName => environment("KCONFIG_AUTOHEADER") ?? "include/generated/autoconf.h";

    public string RustCfgName => environment("KCONFIG_RUSTCCFG") ?? "include/generated/rustc_cfg";

    /// <summary>The tristate symbols in upper case (legacy).</summary>
    public string TristateConfName => environment("KCONFIG_TRISTATE") ?? "include/config/tristate.conf";

    /// <summary>
    /// Receives what the C program says between two lines with only '#', such as "configuration written to .config". Null is its option -s.
    /// </summary>
    public Action<string>? Message { get; set; }

    /// <summary>Whether the last file that was read gave warnings.</summary>
    public bool HasWarnings { get; set; }

    /// <summary>Whether warnings of the last file forbid to go on: KCONFIG_WERROR is set.</summary>
    public bool IsFailed => HasWarnings && Rules.CanFailOnWarnings && IsSet("KCONFIG_WERROR");

    /// <summary>Whether warnings of unmet dependencies forbid to write anything: KCONFIG_WERROR is set.</summary>
    public bool ForbidsUnmetDependencies => Configuration.UnmetCount > 0 && Rules.CanFailOnWarnings && IsSet("KCONFIG_WERROR");

    /// <summary>Where the text of the file that is being written is collected.</summary>
    public Utf8Writer Buffer { get; } = new();

    public string? Environment(string name) => environment(name);

    /// <summary>Whether a variable is set, be it to nothing.</summary>
    public bool IsSet(string name) => environment(name) is not null;

    public string FullPath(string path) => folder.Length == 0 ? path : Path.Combine(folder, path);

    public void Warn(string text)
    {
        HasWarnings = true;
        Say(text);
    }

    /// <summary>Writes to the C program's standard error.</summary>
    public void Say(string text) => console?.WriteError(text);

    /// <summary>Opens a file to read as the C program does: where it is named, else below $srctree if the path is relative.</summary>
    public SourceFile? Open(string path)
    {
        byte[]? content = AtomicFile.Read(FullPath(path));
        if (content is null && path.Length > 0 && path[0] != '/' && Environment("srctree") is { } source)
        {
            content = AtomicFile.Read(FullPath(source + "/" + path));
        }

        return content is null ? null : SourceFile.FromBytes(path, content, out _);
    }
}
