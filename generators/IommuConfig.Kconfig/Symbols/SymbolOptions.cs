namespace IommuConfig.Kconfig;

/// <summary>What <c>option</c> lines of older trees say about a symbol.</summary>
internal sealed class SymbolOptions
{
    /// <summary>The environment variable whose value the symbol has by default (<c>option env="NAME"</c>).</summary>
    public string? EnvironmentVariable { get; set; }

    /// <summary>Whether it is the symbol whose y makes m possible (<c>option modules</c>).</summary>
    public bool HasModules { get; set; }

    /// <summary>Whether it comes from outside the tree, so that no file has it.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether its defaults name the files to look for a configuration in (<c>option defconfig_list</c>).</summary>
    public bool IsDefconfigList { get; set; }

    /// <summary>Whether allnoconfig sets it to y (<c>option allnoconfig_y</c>).</summary>
    public bool IsYesInAllNo { get; set; }
}
