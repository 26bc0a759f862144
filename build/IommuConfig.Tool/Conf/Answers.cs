using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>The person's answers, repeated in the output where no terminal shows them.</summary>
internal sealed class Answers(ConfSession session)
{
    private readonly AnswerReader _reader = new(session.Host.Input);

    /// <summary>Whether the input has ended.</summary>
    public bool HasEnded { get; private set; }

    private bool RepeatsAnswers => session.Dialect.Messages != MessageShapes.Legacy;

    /// <summary>Reads an answer, with its line end if it has one.</summary>
    /// <param name="otherwise">The answer at the end of input.</param>
    public string Read(string otherwise)
    {
        session.Console.Flush();
        string? line = _reader.Read();
        if (line is null)
        {
            HasEnded = true;
            session.Console.WriteError("\nError in reading or end of file.\n");
        }

        if (!session.IsInteractive && RepeatsAnswers)
        {
            session.Console.WriteOutput(line ?? otherwise);
        }

        return line ?? otherwise;
    }

    /// <summary>Whether silentoldconfig of Linux 4.11 asked for an answer where nobody sits at a terminal. It ends there.</summary>
    public bool HasRefused { get; private set; }

    /// <summary>Whether no answer may be asked for; then that was said.</summary>
    public bool Refuses()
    {
        if (session.Dialect.Messages == MessageShapes.Legacy && session.Options.Synchronizes && !session.IsInteractive)
        {
            HasRefused = true;
            session.Console.WriteOutput("aborted!\n\nConsole input/output is redirected. Run 'make oldconfig' to update configuration.\n\n");
        }

        return HasRefused;
    }

    /// <summary>Says that no answer will come for a symbol that needs one.</summary>
    /// <param name="name">The symbol.</param>
    public void ReportMissing(string name) => session.Console.WriteError($"\nerror: no value for new symbol '{name}' at end of input\n");
}
