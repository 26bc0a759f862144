namespace IommuConfig.Kconfig;

/// <summary>What differs between dialects in the files that hold configurations.</summary>
internal sealed record ConfigFileRules
{
    private static readonly ConfigFileRules s_linux = new();

    private static readonly ConfigFileRules s_linux61 = new()
    {
        AllowsTextBehindNotSet = true,
        ReportsMissingEquals = false,
        CutsAtReturn = true,
        ReportsChangedInput = false,
        ForgetsValuesForAutoConf = true,
        Dependencies = DependencyFileShape.Reversed,
    };

    private static readonly ConfigFileRules s_legacy = s_linux61 with
    {
        AllowsAnyCharacterBehindHash = true,
        NotSetIsValue = false,
        ReportsUnknownSymbols = false,
        CanFailOnWarnings = false,
        ComputesModulesAtOnce = false,
        Dependencies = DependencyFileShape.Legacy,
        IsLegacyLayout = true,
    };

    /// <summary>Whether <c># CONFIG_X is not set</c> may be followed by anything.</summary>
    public bool AllowsTextBehindNotSet { get; private init; }

    /// <summary>Whether any character, not only a blank, may stand between '#' and the name.</summary>
    public bool AllowsAnyCharacterBehindHash { get; private init; }

    /// <summary>Whether "is not set" is the value n to all types, wrong for numbers. Otherwise only a bool or tristate takes it.</summary>
    public bool NotSetIsValue { get; private init; } = true;

    /// <summary>Whether a line that begins as an assignment and has no '=' is reported.</summary>
    public bool ReportsMissingEquals { get; private init; } = true;

    /// <summary>Whether only what is before a carriage return is told of an unexpected line; a line that begins with one is then empty.</summary>
    public bool CutsAtReturn { get; private init; }

    /// <summary>Whether KCONFIG_WARN_UNKNOWN_SYMBOLS is known.</summary>
    public bool ReportsUnknownSymbols { get; private init; } = true;

    /// <summary>Whether KCONFIG_WERROR is known.</summary>
    public bool CanFailOnWarnings { get; private init; } = true;

    /// <summary>Whether the symbol marked modules is computed as soon as assignments are read, so that the modes that answer what is unknown leave it alone.</summary>
    public bool ComputesModulesAtOnce { get; private init; } = true;

    /// <summary>Whether KCONFIG_WARN_CHANGED_INPUT is known.</summary>
    public bool ReportsChangedInput { get; private init; } = true;

    /// <summary>Whether reading auto.conf makes it compute, and warn, anew.</summary>
    public bool ForgetsValuesForAutoConf { get; private init; }

    /// <summary>The shape of auto.conf.cmd.</summary>
    public DependencyFileShape Dependencies { get; private init; }

    /// <summary>
    /// Whether the files are those of Linux 4.11: no "end of" lines, always rewritten, no rustc_cfg but a tristate.conf, quotes in auto.conf, a
    /// longer head of autoconf.h, and dependency files in lower case with folders.
    /// </summary>
    public bool IsLegacyLayout { get; private init; }

    public static ConfigFileRules Of(Dialect dialect) => dialect.Messages switch
    {
        MessageShapes.Legacy => s_legacy,
        MessageShapes.Linux61 => s_linux61,
        _ => s_linux,
    };
}

/// <summary>The shapes of auto.conf.cmd.</summary>
internal enum DependencyFileShape
{
    /// <summary>The name of auto.conf is a variable; files in order.</summary>
    Named,

    /// <summary>Files in reverse order, a backslash behind each.</summary>
    Reversed,

    /// <summary>Files in reverse order, no backslash behind the last.</summary>
    Legacy,
}
