using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>KCONFIG_ALLCONFIG: values that the modes all*config and randconfig start from.</summary>
internal static class SeedFiles
{
    /// <summary>Reads the file that the variable names, or those of the usual names.</summary>
    /// <returns>False, after a message, if there is none.</returns>
    public static bool Read(ConfSession session, ConfigurationFiles files)
    {
        string? name = session.Host.Environment("KCONFIG_ALLCONFIG");
        if (name is null)
        {
            return true;
        }

        if (name is not ("" or "1"))
        {
            if (!ConfigFileReader.ReadAssignments(files, name))
            {
                session.Console.WriteError($"*** Can't read seed configuration \"{name}\"!\n");
                return false;
            }

            return true;
        }

        string usual = session.Options.Mode switch
        {
            ConfMode.AllNoConfig => "allno.config",
            ConfMode.AllYesConfig => "allyes.config",
            ConfMode.AllModConfig => "allmod.config",
            ConfMode.AllDefConfig => "alldef.config",
            _ => "allrandom.config",
        };
        if (!ConfigFileReader.ReadAssignments(files, usual) && !ConfigFileReader.ReadAssignments(files, "all.config"))
        {
            session.Console.WriteError($"*** KCONFIG_ALLCONFIG set, but no \"{usual}\" or \"all.config\" file found\n");
            return false;
        }

        return true;
    }
}
