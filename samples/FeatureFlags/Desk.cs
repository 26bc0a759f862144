using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

using HelpDesk.Audit;
using HelpDesk.Stores;

namespace HelpDesk;

/// <summary>The commands of the help desk. Which there are follows from the configuration.</summary>
internal sealed class Desk(string folder)
{
    /// <summary>Runs a command.</summary>
    /// <returns>Whether there is such a command, and it could be done.</returns>
    public bool Execute(string command, string argument) => command switch
    {
        "open" => Open(argument),
        "close" => Close(argument),
        "list" => Print(Store.All().Where(ticket => !ticket.IsClosed), "nothing to do"),

        // Constants: where one is false, the compiler leaves out what its command does.
        "find" when Config.SEARCH => Print(Store.All().Where(ticket => ticket.Title.Contains(argument, StringComparison.OrdinalIgnoreCase)), "not found"),
        "overdue" when Config.ESCALATION => Print(Store.All().Where(IsOverdue), $"nothing is older than {Config.ESCALATION_HOURS} hours"),
        "audit" when Config.AUDIT => Print(AuditLog.Read(folder), "nothing was done"),
        _ => Refuse($"the {Config.EDITION} edition has no command '{command}'"),
    };

    private bool Open(string title)
    {
        int last = Store.All().LastOrDefault()?.Id ?? 0;
        Keep(new Ticket(last + 1, DateTime.UtcNow, IsClosed: false, title), "opened");
        return true;
    }

    private bool Close(string number)
    {
        if (!int.TryParse(number, CultureInfo.InvariantCulture, out int id) || Store.Find(id) is not { } ticket)
        {
            return Refuse($"there is no ticket '{number}'");
        }

        Keep(ticket with { IsClosed = true }, "closed");
        return true;
    }

    private void Keep(Ticket ticket, string what)
    {
        Store.Put(ticket);
        AuditLog.Note(folder, $"{what} {ticket}");
        Console.WriteLine($"{what} {ticket}");
    }

    private static bool IsOverdue(Ticket ticket) => !ticket.IsClosed && DateTime.UtcNow - ticket.Opened > TimeSpan.FromHours(Config.ESCALATION_HOURS);

    private static bool Print(IEnumerable<object> lines, string otherwise)
    {
        Console.WriteLine(string.Join('\n', lines.DefaultIfEmpty(otherwise)));
        return true;
    }

    private static bool Refuse(string why)
    {
        Console.WriteLine(why);
        return false;
    }
}
