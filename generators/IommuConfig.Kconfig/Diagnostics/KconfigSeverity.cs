namespace IommuConfig.Kconfig;

/// <summary>How bad a message is.</summary>
public enum KconfigSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>The result is defined, but probably not what was meant.</summary>
    Warning,

    /// <summary>The tree, or the part of it, has no meaning.</summary>
    Error,
}
