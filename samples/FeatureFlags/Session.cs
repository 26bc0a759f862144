using System.Collections.Generic;
using System.IO;

using HelpDesk.Stores;

namespace HelpDesk;

/// <summary>Commands, one after the other.</summary>
internal static class Session
{
    /// <summary>Runs commands on the tickets of a folder.</summary>
    /// <returns>Whether all of them could be done.</returns>
    public static bool Run(string folder, IReadOnlyList<(string Name, string Argument)> commands)
    {
        Store.Open(folder);
        Desk desk = new(folder);
        bool isDone = true;
        foreach ((string name, string argument) in commands)
        {
            isDone &= Config.DIAGNOSTICS
                ? Diagnostics.Measure(() => desk.Execute(name, argument))
                : desk.Execute(name, argument);
        }

        return isDone;
    }

    /// <summary>Runs a command of each kind that this edition has, in a folder that is gone afterwards.</summary>
    /// <returns>Whether all of them could be done.</returns>
    public static bool Demonstrate()
    {
        List<(string Name, string Argument)> commands =
            [("open", "The printer is on fire"), ("open", "A new keyboard"), ("close", "2"), ("list", "")];
        if (Config.SEARCH)
        {
            commands.Add(("find", "keyboard"));
        }

        if (Config.ESCALATION)
        {
            commands.Add(("overdue", ""));
        }

        if (Config.AUDIT)
        {
            commands.Add(("audit", ""));
        }

        string folder = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        try
        {
            return Run(folder, commands);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
