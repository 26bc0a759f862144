namespace IommuConfig.Tool.Commands;

/// <summary>What the commands return. (<c>kconfig conf</c> returns what the C program does.)</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>Something is wrong with the files, or what was asked for is not so.</summary>
    public const int Problems = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;
}
