namespace IommuConfig.Conf.Tests;

/// <summary>What came of a call. One char of the texts is one byte.</summary>
/// <param name="ExitCode">The exit code, 128 + the signal, or <see cref="Hung"/>.</param>
/// <param name="Output">What the program wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>In place of the exit code of a program that had to be stopped: it took too long or wrote without end.</summary>
    public const int Hung = -1;

    /// <summary>Whether the program neither ended nor was to be waited for, died of a signal, or read memory that it had freed (as the conf of Linux 7.3 then says).</summary>
    public bool IsAbnormal => ExitCode is Hung or > 128 || Error.Contains("Oops! How to check", System.StringComparison.Ordinal);
}
