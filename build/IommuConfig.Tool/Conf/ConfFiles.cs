using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>The configuration's files, as a run of conf reads and writes them.</summary>
internal sealed class ConfFiles(ConfSession session)
{
    /// <summary>Whether something was wrong that KCONFIG_WERROR makes an error.</summary>
    public bool HasErrors => throw new System.NotImplementedException(session.ToString());

    /// <summary>Whether what would be written differs from what was read.</summary>
    public bool HasChanged => throw new System.NotImplementedException();

    /// <summary>Reads a configuration and computes all values.</summary>
    /// <param name="path">The file, or null: .config and what stands in for it.</param>
    /// <returns>False if there is none.</returns>
    public bool Read(string? path) => throw new System.NotImplementedException(path);

    /// <summary>Reads assignments only.</summary>
    public bool ReadAssignments(string path) => throw new System.NotImplementedException(path);

    /// <summary>Writes .config.</summary>
    public bool Write() => throw new System.NotImplementedException();

    /// <summary>Writes auto.conf and its kin.</summary>
    /// <param name="overwrites">Whether it does so if auto.conf exists.</param>
    public bool WriteAutoConf(bool overwrites) => throw new System.NotImplementedException(overwrites.ToString());

    /// <summary>Writes the least that gives this configuration.</summary>
    public bool WriteDefConfig(string path) => throw new System.NotImplementedException(path);
}
