namespace IommuConfig.Kconfig;

/// <summary>A console until the C program would have ended; then nothing more is written.</summary>
internal sealed class ConfOutput(IConfConsole console) : IConfConsole
{
    /// <summary>Whether the program has ended.</summary>
    public bool HasEnded { get; private set; }

    public void End() => HasEnded = true;

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

    public void WriteErrorLine(string line) => WriteError(line + "\n");
}
