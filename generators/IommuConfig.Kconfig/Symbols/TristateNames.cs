namespace IommuConfig.Kconfig;

/// <summary>Tristates as the language writes them.</summary>
internal static class TristateNames
{
    public static string Name(Tristate value) => value switch { Tristate.Y => "y", Tristate.M => "m", _ => "n" };
}
