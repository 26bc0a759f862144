namespace IommuConfig.Kconfig;

/// <summary>A console until the C program would have ended; then nothing more is written.</summary>
internal sealed class ConfOutput(IConfConsole console) : IConfConsole
{
    /// <summary>Whether the program has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether it has found an error.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Ends the program, as it does at errors that it cannot go on after.</summary>
    public void End() => HasEnded = HasErrors = true;

    /// <summary>Writes an error after which the program goes on to read.</summary>
    public void WriteErrorLine(string line)
    {
        HasErrors = true;
        WriteError(line + "\n");
    }

    public void WriteWarningLine(string line) => WriteError(line + "\n");

    public void WriteOutput(string text)
    {
        if (!HasEnded)
        {
            console.WriteOutput(text);
        }
    }

    public void WriteError(string text)
    {
        if (!HasEnded)
        {
            console.WriteError(text);
        }
    }
}
