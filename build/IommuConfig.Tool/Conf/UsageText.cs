using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>What <c>--help</c> prints.</summary>
internal static class UsageText
{
    private const string Linux = """
        Usage: {0} [options] <kconfig-file>

        Generic options:
          -h, --help              Print this message and exit.
          -s, --silent            Do not print log.

        Mode options:
          --listnewconfig         List new options
          --helpnewconfig         List new options and help text
          --oldaskconfig          Start a new configuration using a line-oriented program
          --oldconfig             Update a configuration using a provided .config as base
          --syncconfig            Similar to oldconfig but generates configuration in
                                  include/{generated/,config/}
          --olddefconfig          Same as oldconfig but sets new symbols to their default value
          --defconfig <file>      New config with default defined in <file>
          --savedefconfig <file>  Save the minimal current configuration to <file>
          --allnoconfig           New config where all options are answered with no
          --allyesconfig          New config where all options are answered with yes
          --allmodconfig          New config where all options are answered with mod
          --alldefconfig          New config with all symbols set to default
          --randconfig            New config with random answer to all options
          --yes2modconfig         Change answers from yes to mod if possible
          --mod2yesconfig         Change answers from mod to yes if possible
          --mod2noconfig          Change answers from mod to no if possible
          (If none of the above is given, --oldaskconfig is the default)

        """;

    private const string Legacy = """
        Usage: {0} [-s] [option] <kconfig-file>
        [option] is _one_ of the following:
          --listnewconfig         List new options
          --oldaskconfig          Start a new configuration using a line-oriented program
          --oldconfig             Update a configuration using a provided .config as base
          --silentoldconfig       Same as oldconfig, but quietly, additionally update deps
          --olddefconfig          Same as silentoldconfig but sets new symbols to their default value
          --oldnoconfig           An alias of olddefconfig
          --defconfig <file>      New config with default defined in <file>
          --savedefconfig <file>  Save the minimal current configuration to <file>
          --allnoconfig           New config where all options are answered with no
          --allyesconfig          New config where all options are answered with yes
          --allmodconfig          New config where all options are answered with mod
          --alldefconfig          New config with all symbols set to default
          --randconfig            New config with random answer to all options

        """;

    public static string For(Dialect dialect, string program) =>
        (dialect.Messages == MessageShapes.Legacy ? Legacy : Linux).Replace("{0}", program, System.StringComparison.Ordinal);
}
