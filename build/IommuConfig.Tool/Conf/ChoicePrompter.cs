using System.Collections.Generic;
using System.Globalization;
using System.Text;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>Asks which member of a choice is to be y.</summary>
internal sealed class ChoicePrompter(ConfSession session, Answers answers)
{
    private Configuration Configuration => session.Configuration;

    /// <summary>Asks until a member was chosen.</summary>
    /// <param name="node">The choice's entry.</param>
    /// <param name="choice">The choice.</param>
    /// <param name="indent">Column of the text, from 1.</param>
    /// <param name="isNew">Whether the choice has no value yet; one whose members are new is new as well where choices have no value.</param>
    /// <param name="chosen">The member's entry.</param>
    /// <returns>False if no answer was to be had.</returns>
    public bool Ask(MenuNode node, Choice choice, int indent, bool isNew, out MenuNode? chosen)
    {
        bool membersDecide = session.Dialect.Choices == ChoiceRules.Members;
        while (true)
        {
            List<MenuNode> shown = Show(node, choice, indent, out int current, out bool hasNewMember);
            bool isAsked = isNew || (membersDecide && hasNewMember) || session.Options.Mode is not (ConfMode.OldConfig or ConfMode.SyncConfig);
            int number = 1;
            string answer = "";
            if (shown.Count == 1)
            {
                session.Console.WriteOutput("[1]: 1\n");
            }
            else
            {
                session.Console.WriteOutput(Question(node, shown.Count) + (isAsked ? "" : Line(current)));
                if (isAsked && answers.Refuses())
                {
                    chosen = null;
                    return false;
                }

                number = isAsked ? Read(current, out answer) : current;
            }

            chosen = number > 0 && number <= shown.Count ? shown[number - 1] : null;
            if (answer.StartsWith('?'))
            {
                session.Console.WriteOutput(HelpText.Shown(session, node));
            }
            else if (chosen is not null && answer.EndsWith('?'))
            {
                session.Console.WriteOutput(HelpText.Shown(session, chosen));
            }
            else if (chosen is not null)
            {
                Configuration.Choose(choice, chosen.Symbol!);
                return true;
            }
            else if (answers.HasEnded || !isAsked)
            {
                answers.ReportMissing(MenuWalk.Text(session.Tree, node));
                return false;
            }
        }
    }

    private static string Line(int number) => number.ToString(CultureInfo.InvariantCulture) + "\n";

    private int Read(int current, out string answer)
    {
        answer = answers.Read(otherwise: "").Trim(' ', '\t', '\n', '\v', '\f', '\r');
        return answer.Length == 0 ? current
            : answer[0] is >= '0' and <= '9' ? (int)CNumber.Read(answer, 0, 10, out _)
            : 0;
    }

    private string Question(MenuNode node, int count)
    {
        bool hasHelp = session.Dialect.Messages != MessageShapes.Legacy || node.Help is not null;
        return string.Create(CultureInfo.InvariantCulture, $"[1-{count}{(hasHelp ? "?" : "")}]: ");
    }

    /// <summary>Lists the members that are visible.</summary>
    private List<MenuNode> Show(MenuNode node, Choice choice, int indent, out int current, out bool hasNewMember)
    {
        var shown = new List<MenuNode>();
        var text = new StringBuilder();
        Symbol? chosen = Configuration.GetChosen(choice);
        current = 0;
        hasNewMember = false;
        text.Append(ValuePrompter.Indented(indent, MenuWalk.Text(session.Tree, node) + "\n"));
        foreach (MenuNode child in session.Tree.Layout.Children(node))
        {
            if (!Configuration.IsVisible(child))
            {
                continue;
            }

            if (child.Symbol is not { } member)
            {
                text.Append("*".PadLeft(indent)).Append(' ').Append(MenuWalk.Text(session.Tree, child)).Append('\n');
                continue;
            }

            shown.Add(child);
            if (member == chosen)
            {
                current = shown.Count;
            }

            bool isNew = Configuration.GetUserValue(member) is null;
            hasNewMember |= isNew;
            text.Append((member == chosen ? ">" : " ").PadLeft(indent))
                .Append(CultureInfo.InvariantCulture, $" {shown.Count}. {MenuWalk.Text(session.Tree, child)} ({member.Name}){(isNew ? " (NEW)" : "")}\n");
        }

        text.Append(ValuePrompter.Indented(indent, "choice"));
        session.Console.WriteOutput(text.ToString());
        return shown;
    }
}
