using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Loads a configuration as the C program does: where it looks for it, what it warns of, and which values it keeps.</summary>
internal static class ConfigFileReader
{
    /// <summary>
    /// Loads a configuration and finds out whether writing it would change anything (<see cref="Configuration.IsChanged"/>).
    /// </summary>
    /// <param name="files">Whose files.</param>
    /// <param name="path">The file; null for the .config, or for the first of the defaults that exists.</param>
    /// <returns>False if there is no such file; nothing is changed then.</returns>
    public static bool Read(ConfigurationFiles files, string? path)
    {
        Configuration configuration = files.Configuration;
        configuration.IsChanged = false;
        bool isFound = ReadAssignments(files, path);
        CalculateModules(configuration);
        if (!isFound)
        {
            return false;
        }

        bool differs = FindDifferences(files);
        differs |= DropValues(files, differs);
        configuration.IsChanged |= differs || files.HasWarnings;
        return true;
    }

    /// <summary>Only replaces the user values by those of a file, as KCONFIG_ALLCONFIG asks for.</summary>
    /// <returns>False if there is no such file; nothing is changed then.</returns>
    public static bool ReadAssignments(ConfigurationFiles files, string? path)
    {
        SourceFile? file = path is null ? Search(files) : files.Open(path);
        if (file is null)
        {
            return false;
        }

        files.HasWarnings = false;
        var loader = new AssignmentLoader(files, isAutoConf: false);
        loader.Load(file);
        Apply(files, loader);
        if (!files.Rules.ComputesModulesAtOnce && files.Tree.ModulesSymbol is { } modules)
        {
            files.Configuration.Invalidate(modules);
        }

        return true;
    }

    private static void Apply(ConfigurationFiles files, AssignmentLoader loader)
    {
        Configuration configuration = files.Configuration;
        bool isChanged = configuration.IsChanged;
        foreach (Symbol symbol in files.Tree.InHashOrder())
        {
            configuration.SetUserValueRaw(symbol, loader.Values.TryGetValue(symbol, out UserValue? value) ? value : null);
        }

        loader.Choices?.Apply(configuration);
        configuration.InvalidateAll();
        configuration.IsChanged = isChanged || loader.UnknownNames.Count > 0;
    }

    /// <summary>The .config, or else the first default configuration that exists.</summary>
    private static SourceFile? Search(ConfigurationFiles files)
    {
        if (files.Open(files.ConfigName) is { } config)
        {
            return config;
        }

        files.Configuration.IsChanged = true;
        foreach (string name in Defaults(files))
        {
            if (files.Open(name) is { } file)
            {
                files.Message?.Invoke("using defaults found in " + name);
                return file;
            }
        }

        return null;
    }

    private static IEnumerable<string> Defaults(ConfigurationFiles files) => files.Tree.Dialect.HasLegacySyntax
        ? LegacyDefaults(files)
        : (files.Environment("KCONFIG_DEFCONFIG_LIST") ?? "").Split([' ', '\t', '\n', '\v', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The defaults of the symbol marked <c>option defconfig_list</c>, with <c>$NAME</c> replaced by the value of that symbol.</summary>
    private static IEnumerable<string> LegacyDefaults(ConfigurationFiles files)
    {
        foreach (Symbol symbol in files.Tree.Symbols)
        {
            if (symbol.Options is not { IsDefconfigList: true })
            {
                continue;
            }

            foreach (DefaultProperty item in symbol.Defaults)
            {
                if (files.Configuration.Evaluate(item.Condition) != Tristate.N && Name(item.Value) is { } name)
                {
                    yield return ExpandSymbols(files, name);
                }
            }
        }
    }

    private static string? Name(Expression value) => value switch
    {
        ConstantExpression constant => constant.Text,
        SymbolExpression symbol => symbol.Symbol.Name,
        _ => null,
    };

    /// <summary>A path with each <c>$NAME</c> replaced by the symbol's value. A name that no file mentions stands for itself here.</summary>
    internal static string ExpandSymbols(ConfigurationFiles files, string text) => SymbolReferences.Expand(
        text, name => files.Tree.FindMentioned(name, 0, name.Length) is { } symbol ? files.Configuration.GetText(symbol) : name);

    /// <summary>Whether a value is not what the file says, or a symbol is missing in the file.</summary>
    private static bool FindDifferences(ConfigurationFiles files)
    {
        Configuration configuration = files.Configuration;
        bool differs = false;
        foreach (Symbol symbol in files.Tree.InHashOrder())
        {
            configuration.Calculate(symbol);
            if (symbol.OwnChoice is null)
            {
                UserValue? user = configuration.GetUserValue(symbol);
                bool isWritten = configuration.IsWritten(symbol);
                differs |= user is null ? isWritten : !isWritten || IsOverruled(configuration, symbol, user);
            }
        }

        return differs;
    }

    internal static bool IsOverruled(Configuration configuration, Symbol symbol, UserValue user) => SymbolTypes.IsLogical(symbol.Type)
        ? configuration.GetTristate(symbol) != user.Tristate
        : configuration.GetText(symbol) != user.Text;

    /// <summary>
    /// Forgets the values of symbols that the user cannot see, unless something differs anyhow, so that they are new when they become visible; and,
    /// where the dialect discards them, values out of range.
    /// </summary>
    /// <returns>Whether a value out of range was dropped.</returns>
    private static bool DropValues(ConfigurationFiles files, bool differs)
    {
        Configuration configuration = files.Configuration;
        bool discards = files.Tree.Dialect.OutOfRange == OutOfRangeRule.Discard;
        bool isClassic = files.Tree.Dialect.Choices == ChoiceRules.Classic;
        bool hasDiscarded = false;
        foreach (Symbol symbol in files.Tree.InHashOrder())
        {
            if (configuration.GetUserValue(symbol) is not { } user || (isClassic && symbol.Choice is not null))
            {
                continue;
            }

            if (!differs && !hasDiscarded && configuration.GetVisibility(symbol) == Tristate.N)
            {
                configuration.SetUserValueRaw(symbol, user with { IsNew = true });
            }

            if (discards && symbol.Type is SymbolType.Int or SymbolType.Hex && !configuration.Allows(symbol, user.Text))
            {
                configuration.SetUserValueRaw(symbol, user with { IsNew = true });
                configuration.Invalidate(symbol);
                hasDiscarded = true;
            }
        }

        return hasDiscarded;
    }

    private static void CalculateModules(Configuration configuration)
    {
        if (configuration.Tree.ModulesSymbol is { } modules)
        {
            configuration.Calculate(modules);
        }
    }
}
