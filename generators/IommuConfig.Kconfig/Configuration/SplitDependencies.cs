namespace IommuConfig.Kconfig;

/// <summary>
/// The empty files next to auto.conf, one for each symbol, that say when a symbol changed last: make builds again only what depends on those.
/// </summary>
internal static class SplitDependencies
{
    /// <summary>Touches the files of the symbols that are not as auto.conf says. Computes all values.</summary>
    public static FileError? Touch(ConfigurationFiles files)
    {
        Configuration configuration = files.Configuration;
        var old = new AssignmentLoader(files, isAutoConf: true);
        if (files.Open(files.AutoConfName) is { } file)
        {
            old.Load(file);
            foreach (string name in old.UnknownNames)
            {
                if (Touch(files, name) is { } error)
                {
                    return error;
                }
            }

            if (files.Rules.ForgetsValuesForAutoConf)
            {
                bool isChanged = configuration.IsChanged;
                configuration.InvalidateAll();
                configuration.IsChanged = isChanged;
            }
        }

        if (files.Tree.ModulesSymbol is { } modules)
        {
            configuration.Calculate(modules);
        }

        foreach (Symbol symbol in files.Tree.InHashOrder())
        {
            configuration.Calculate(symbol);
            old.Values.TryGetValue(symbol, out UserValue? value);
            if (symbol.OwnChoice is null && HasChanged(configuration, symbol, value) && Touch(files, symbol.Name) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>What is not in auto.conf counts as n for a bool or tristate, and as different from every other value.</summary>
    private static bool HasChanged(Configuration configuration, Symbol symbol, UserValue? old) => !configuration.IsWritten(symbol)
        ? old is not null
        : old is null
            ? !SymbolTypes.IsLogical(symbol.Type) || configuration.GetTristate(symbol) != Tristate.N
            : ConfigFileReader.IsOverruled(configuration, symbol, old);

    /// <summary>A name that could lead to another folder is nobody's symbol.</summary>
    private static FileError? Touch(ConfigurationFiles files, string name)
    {
        foreach (char c in name)
        {
            if (!Lexer.IsWordCharacter(c))
            {
                return null;
            }
        }

        string path = files.Rules.IsLegacyLayout
            ? "include/config/" + name.ToLowerInvariant().Replace('_', '/') + ".h"
            : files.AutoConfName.Substring(0, files.AutoConfName.LastIndexOf('/') + 1) + name;
        return AtomicFile.Touch(files.FullPath(path)) is { } error ? error with { Path = path } : null;
    }
}
