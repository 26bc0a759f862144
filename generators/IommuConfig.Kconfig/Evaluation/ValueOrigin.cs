namespace IommuConfig.Kconfig;

/// <summary>Why a symbol has its value.</summary>
public enum ValueOriginKind
{
    /// <summary>Nothing gives it a value: it is n, 0, 0x0 or empty.</summary>
    None,

    /// <summary>A default applies.</summary>
    Default,

    /// <summary>The .config says so.</summary>
    User,

    /// <summary>Another symbol selects it.</summary>
    Selected,

    /// <summary>Another symbol implies it.</summary>
    Implied,

    /// <summary>It is a member of a choice, which decided without the user.</summary>
    Choice,
}

/// <summary>Where the value of a symbol comes from.</summary>
/// <param name="Kind">Why it has its value.</param>
/// <param name="Location">The line of the default, of the .config, of the select or imply, or of the choice.</param>
/// <param name="Selector">The symbol that selects or implies it, or the member that the choice took instead.</param>
/// <param name="FailingDependency">For a bool or tristate that is n: the part of its dependencies that is n and so forbids more.</param>
/// <param name="FailingLocation">The entry whose dependency that is.</param>
public sealed record ValueOrigin(
    ValueOriginKind Kind, SourceLocation? Location = null, Symbol? Selector = null,
    Expression? FailingDependency = null, SourceLocation? FailingLocation = null);
