using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig;

namespace HelpDesk.Stores;

/// <summary>One text file, written anew at every change.</summary>
internal struct FileStore : IStore
{
    private static readonly SortedDictionary<int, Ticket> s_tickets = [];
    private static string s_path = "";

    public static void Open(string folder)
    {
        s_path = Path.Combine(folder, "tickets.txt");
        foreach (string line in File.Exists(s_path) ? File.ReadLines(s_path) : [])
        {
            Ticket ticket = Ticket.FromLine(line);
            s_tickets[ticket.Id] = ticket;
        }
    }

    public static void Put(Ticket ticket)
    {
        s_tickets[ticket.Id] = ticket;
        File.WriteAllLines(s_path, s_tickets.Values.Select(kept => kept.ToLine()));
    }

    public static Ticket? Find(int id) => s_tickets.GetValueOrDefault(id);

    public static IReadOnlyList<Ticket> All() => [.. s_tickets.Values];
}

[Provider<FileStore>("STORE_FILE")]
internal static partial class Store;
