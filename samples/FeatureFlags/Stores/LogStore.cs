using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

using IommuConfig;

namespace HelpDesk.Stores;

/// <summary>
/// A log of key and value: a change is appended to the end, and of the lines with one number the last counts. In memory are where each number's line
/// begins, and as many tickets as the configuration says.
/// </summary>
internal struct LogStore : IStore
{
    private static readonly SortedDictionary<int, long> s_positions = [];
    private static readonly Dictionary<int, Ticket> s_cache = new(Config.CACHE_SIZE);
    private static string s_path = "";

    public static void Open(string folder)
    {
        s_path = Path.Combine(folder, "tickets.log");
        long position = 0;
        foreach (string line in File.Exists(s_path) ? File.ReadLines(s_path) : [])
        {
            s_positions[Ticket.FromLine(line).Id] = position;
            position += Encoding.UTF8.GetByteCount(line) + 1;
        }
    }

    public static void Put(Ticket ticket)
    {
        using FileStream log = new(s_path, FileMode.Append);
        s_positions[ticket.Id] = log.Position;
        log.Write(Encoding.UTF8.GetBytes(ticket.ToLine() + "\n"));
        Remember(ticket);
    }

    public static Ticket? Find(int id)
    {
        if (s_cache.TryGetValue(id, out Ticket? ticket) || !s_positions.TryGetValue(id, out long position))
        {
            return ticket;
        }

        using FileStream log = File.OpenRead(s_path);
        log.Position = position;
        using StreamReader reader = new(log);
        return Remember(Ticket.FromLine(reader.ReadLine()!));
    }

    public static IReadOnlyList<Ticket> All() => [.. s_positions.Keys.Select(id => Find(id)!)];

    private static Ticket Remember(Ticket ticket)
    {
        if (s_cache.Count == Config.CACHE_SIZE && !s_cache.ContainsKey(ticket.Id))
        {
            s_cache.Remove(s_cache.Keys.First());
        }

        s_cache[ticket.Id] = ticket;
        return ticket;
    }
}

[Provider<LogStore>("STORE_LOG")]
internal static partial class Store;
