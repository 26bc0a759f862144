using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Writes what a build reads: auto.conf.cmd, the dependency files, autoconf.h, rustc_cfg (legacy: tristate.conf) and, last of all, auto.conf, by
/// which make knows that the others are there.
/// </summary>
internal static class AutoConfWriter
{
    /// <summary>Writes the files.</summary>
    /// <param name="files">Whose files.</param>
    /// <param name="overwrites">Whether they are written also if auto.conf exists.</param>
    public static FileError? Write(ConfigurationFiles files, bool overwrites)
    {
        if (!overwrites && AtomicFile.Exists(files.FullPath(files.AutoConfName)))
        {
            return null;
        }

        bool isLegacy = files.Rules.IsLegacyLayout;
        if (isLegacy)
        {
            files.Configuration.InvalidateAll();
        }

        return WriteDependencies(files) ?? SplitDependencies.Touch(files) ?? WriteValues(files, Collect(files), isLegacy);
    }

    private static FileError? WriteDependencies(ConfigurationFiles files)
    {
        Utf8Writer text = files.Buffer;
        text.Clear();
        DependencyFile.Append(text, files.Tree, files.Rules.Dependencies, files.AutoConfName);
        if (!files.Rules.IsLegacyLayout)
        {
            return Save(files, files.AutoConfName + ".cmd");
        }

        FileError? error = Save(files, "include/config/auto.conf.cmd");
        if (error is not null && !files.Tree.Dialect.IsExtended)
        {
            // Linux 4.11 leaves the file behind that it could not move.
            AtomicFile.Write(files.FullPath("..config.tmp"), text);
        }

        return error;
    }

    private static List<(Symbol Symbol, string Value)> Collect(ConfigurationFiles files)
    {
        var values = new List<(Symbol, string)>(files.Tree.Symbols.Count);
        foreach (Symbol symbol in files.Tree.InHashOrder())
        {
            files.Configuration.Calculate(symbol);
            if (symbol.OwnChoice is null && symbol.Type != SymbolType.Unknown && files.Configuration.IsWritten(symbol))
            {
                values.Add((symbol, files.Configuration.GetText(symbol)));
            }
        }

        return values;
    }

    private static FileError? WriteValues(ConfigurationFiles files, List<(Symbol Symbol, string Value)> values, bool isLegacy)
    {
        Utf8Writer text = files.Buffer;
        text.Clear();
        string mark = isLegacy ? " *\n" : "";
        text.Append("/*\n").Append(mark).Append(" * Automatically generated file; DO NOT EDIT.\n * ").Append(files.Tree.MainMenuText).Append('\n')
            .Append(mark).Append(" */\n");
        foreach ((Symbol symbol, string value) in values)
        {
            SymbolLines.AppendHeader(text, files.Prefix, symbol, value);
        }

        return Save(files, files.AutoHeaderName)
            ?? (isLegacy ? WriteTristateConf(files, values) : WriteRustCfg(files, values))
            ?? WriteAutoConf(files, values, isLegacy);
    }

    private static FileError? WriteRustCfg(ConfigurationFiles files, List<(Symbol Symbol, string Value)> values)
    {
        files.Buffer.Clear();
        foreach ((Symbol symbol, string value) in values)
        {
            SymbolLines.AppendRustCfg(files.Buffer, files.Prefix, symbol, value);
        }

        return Save(files, files.RustCfgName);
    }

    private static FileError? WriteTristateConf(ConfigurationFiles files, List<(Symbol Symbol, string Value)> values)
    {
        files.Buffer.Clear();
        DotConfigWriter.AppendHeading(files.Buffer, files.Tree);
        foreach ((Symbol symbol, string value) in values)
        {
            SymbolLines.AppendTristateConf(files.Buffer, files.Prefix, symbol, value);
        }

        return Save(files, files.TristateConfName);
    }

    private static FileError? WriteAutoConf(ConfigurationFiles files, List<(Symbol Symbol, string Value)> values, bool isLegacy)
    {
        files.Buffer.Clear();
        DotConfigWriter.AppendHeading(files.Buffer, files.Tree);
        foreach ((Symbol symbol, string value) in values)
        {
            SymbolLines.AppendAutoConf(files.Buffer, files.Prefix, symbol, value, isQuoted: isLegacy);
        }

        return Save(files, files.AutoConfName);
    }

    /// <summary>The legacy program does not make folders.</summary>
    private static FileError? Save(ConfigurationFiles files, string path)
    {
        bool makesFolders = !files.Rules.IsLegacyLayout || files.Tree.Dialect.IsExtended;
        return AtomicFile.Write(files.FullPath(path), files.Buffer, makesFolders: makesFolders) is { } error ? error with { Path = path } : null;
    }
}
