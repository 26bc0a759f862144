using System;

namespace IommuConfig.Kconfig;

/// <summary>Writes the .config as the C program does: only if it changes, the old one kept as .config.old.</summary>
internal static class ConfigFileWriter
{
    /// <summary>Writes the configuration.</summary>
    /// <param name="files">Whose files.</param>
    /// <param name="path">The file; null for the .config.</param>
    public static FileError? Write(ConfigurationFiles files, string? path = null)
    {
        string name = path ?? files.ConfigName;
        string full = files.FullPath(name);
        if (FindProblem(name, full) is { } problem)
        {
            files.Say(problem.Kind == FileErrorKind.IsFolder ? name + ": Is a directory\n" : "config name is empty\n");
            return problem;
        }

        Configuration configuration = files.Configuration;
        if (!configuration.IsChanged)
        {
            configuration.InvalidateAll();
        }

        Utf8Writer text = files.Buffer;
        text.Clear();
        DotConfigWriter.Write(configuration, files.Prefix, text);
        ChangedInput.Report(files);
        bool isOverwritten = files.Environment("KCONFIG_OVERWRITECONFIG") is { Length: > 0 };
        if (!isOverwritten && !files.Rules.IsLegacyLayout && AtomicFile.Read(full) is { } old && text.ContentEquals(old))
        {
            files.Message?.Invoke("No change to " + name);
            configuration.IsChanged = false;
            return null;
        }

        bool makesFolders = !files.Rules.IsLegacyLayout || files.Tree.Dialect.IsExtended;
        FileError? error = isOverwritten
            ? AtomicFile.WriteThroughLinks(full, text, makesFolders)
            : AtomicFile.Write(full, text, FormattableString.Invariant($".{ProcessId}.tmp"), full + ".old", makesFolders);
        if (error is not null)
        {
            return error with { Path = name };
        }

        files.Message?.Invoke("configuration written to " + name);
        configuration.IsChanged = false;
        return null;
    }

    private static FileError? FindProblem(string name, string full) =>
        name.Length == 0 ? new FileError(name, FileErrorKind.Other, "the name of the .config is empty; set KCONFIG_CONFIG to a name, or unset it")
        : AtomicFile.IsFolder(full) ? FileError.Of(name, new UnauthorizedAccessException(), isFolder: true)
        : null;

#if NET
    private static int ProcessId => Environment.ProcessId;
#else
    private static int ProcessId => System.Diagnostics.Process.GetCurrentProcess().Id;
#endif
}
