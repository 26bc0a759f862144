using System.Collections.Generic;

using IommuConfig;

namespace HelpDesk.Stores;

/// <summary>Forgets everything when the program ends.</summary>
internal struct MemoryStore : IStore
{
    private static readonly SortedDictionary<int, Ticket> s_tickets = [];

    public static void Open(string folder)
    {
    }

    public static void Put(Ticket ticket) => s_tickets[ticket.Id] = ticket;

    public static Ticket? Find(int id) => s_tickets.GetValueOrDefault(id);

    public static IReadOnlyList<Ticket> All() => [.. s_tickets.Values];
}

[Provider<MemoryStore>("STORE_MEMORY")]
internal static partial class Store;
