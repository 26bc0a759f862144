using System;
using System.Globalization;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>Asks for the value of one symbol, again and again until it is one.</summary>
internal sealed class ValuePrompter(ConfSession session, Answers answers)
{
    private const string Blanks = " \t\n\v\f\r";

    private readonly ChoicePrompter _choices = new(session, answers);

    private Configuration Configuration => session.Configuration;

    /// <summary>Asks for a symbol that is no choice.</summary>
    /// <returns>False if no answer was to be had.</returns>
    public bool Ask(MenuNode node, Symbol symbol, int indent) =>
        symbol.Type is SymbolType.Int or SymbolType.Hex or SymbolType.String ? AskText(node, symbol, indent) : AskTristate(node, symbol, indent);

    /// <summary>Asks for a choice: for its own value, where it has one, and for its member.</summary>
    /// <param name="node">The choice's entry.</param>
    /// <param name="choice">The choice.</param>
    /// <param name="indent">Column of the text, from 1.</param>
    /// <param name="chosen">The entry of the member that was chosen, whose entries are asked next; or null.</param>
    /// <returns>False if no answer was to be had.</returns>
    public bool AskChoice(MenuNode node, Choice choice, int indent, out MenuNode? chosen)
    {
        chosen = null;
        if (session.Dialect.Choices == ChoiceRules.Members)
        {
            return _choices.Ask(node, choice, indent, isNew: false, out chosen);
        }

        Symbol symbol = choice.Symbol;
        bool isNew = Configuration.GetUserValue(symbol) is null;
        bool isChangeable = session.IsChangeable(symbol);
        if (isChangeable)
        {
            if (!AskTristate(node, symbol, indent))
            {
                return false;
            }

            Configuration.Calculate(symbol);
        }

        switch (session.Stored(symbol))
        {
            case Tristate.Y:
                return _choices.Ask(node, choice, indent, isNew, out chosen);
            case Tristate.M when !isChangeable:
                session.Console.WriteOutput(Indented(indent, MenuWalk.Text(session.Tree, node) + "\n"));
                break;
        }

        return true;
    }

    internal static string Indented(int indent, string text) => new string(' ', indent - 1) + text;

    private bool AskText(MenuNode node, Symbol symbol, int indent)
    {
        while (true)
        {
            string shown = Configuration.GetText(symbol);
            session.Console.WriteOutput(Indented(indent, $"{MenuWalk.Text(session.Tree, node)} ({symbol.Name}) [{shown}] "));
            if (ReadAnswer(symbol, shown) is not { } line)
            {
                return !answers.IsRefused;
            }

            if (line == "?\n")
            {
                ShowHelp(node);
                continue;
            }

            string value = line == "\n" || line.StartsWith('\n') ? shown : line[..Math.Max(line.Length - 1, 0)];
            if (Configuration.TrySet(symbol, value))
            {
                return true;
            }

            if (answers.HasEnded)
            {
                answers.ReportMissing(symbol.Name);
                return false;
            }
        }
    }

    private bool AskTristate(MenuNode node, Symbol symbol, int indent)
    {
        while (true)
        {
            Tristate old = Configuration.GetTristate(symbol);
            session.Console.WriteOutput(Indented(indent, Question(node, symbol, old)));
            if (ReadAnswer(symbol, Configuration.GetText(symbol)) is not { } line)
            {
                return !answers.IsRefused;
            }

            string answer = line.Trim(Blanks.ToCharArray());
            Tristate? value = Meaning(answer, old);
            if (value is { } meant && Configuration.TrySet(symbol, meant))
            {
                return true;
            }

            if (answers.HasEnded)
            {
                answers.ReportMissing(symbol.Name);
                return false;
            }

            if (value is not null || answer.StartsWith('?'))
            {
                ShowHelp(node);
            }
        }
    }

    private string Question(MenuNode node, Symbol symbol, Tristate old)
    {
        string name = symbol.Name.Length > 0 ? $"({symbol.Name}) " : "";
        string values = TristateLetter(old).ToUpper(CultureInfo.InvariantCulture);
        foreach (Tristate other in (ReadOnlySpan<Tristate>)[Tristate.N, Tristate.M, Tristate.Y])
        {
            values += other != old && Configuration.Allows(symbol, other) ? "/" + TristateLetter(other) : "";
        }

        bool hasHelp = session.Dialect.Messages != MessageShapes.Legacy || node.Help is not null;
        return $"{MenuWalk.Text(session.Tree, node)} {name}[{values}{(hasHelp ? "/?" : "")}] ";
    }

    /// <summary>The person's line, or null if nobody is asked: the value is shown instead.</summary>
    private string? ReadAnswer(Symbol symbol, string shown)
    {
        bool isNew = Configuration.GetUserValue(symbol) is null;
        if (isNew)
        {
            session.Console.WriteOutput("(NEW) ");
        }

        bool asksOnlyNew = session.Options.Mode is ConfMode.OldConfig or ConfMode.SyncConfig;
        if (!session.IsChangeable(symbol) || (asksOnlyNew && !isNew))
        {
            session.Console.WriteOutput(shown + "\n");
            return null;
        }

        string line = answers.Read(otherwise: "\n");
        if (answers.IsRefused)
        {
            return null;
        }

        if (session.Dialect.Messages == MessageShapes.Legacy && !session.IsInteractive)
        {
            session.Console.WriteOutput("\n");
        }

        return line;
    }

    private void ShowHelp(MenuNode node) => session.Console.WriteOutput(HelpText.Shown(session, node));

    private static Tristate? Meaning(string answer, Tristate old) => answer switch
    {
        "" => old,
        "n" or "N" or "no" or "No" => Tristate.N,
        "m" or "M" => Tristate.M,
        "y" or "Y" or "yes" or "Yes" => Tristate.Y,
        _ => null,
    };

    private static string TristateLetter(Tristate value) => value switch { Tristate.Y => "y", Tristate.M => "m", _ => "n" };
}
