using System.Collections.Generic;

using IommuConfig;

namespace HelpDesk.Stores;

/// <summary>Where tickets are kept.</summary>
[HookContract]
internal interface IStore
{
    /// <summary>Opens the store in a folder. Called once, first.</summary>
    static abstract void Open(string folder);

    /// <summary>Keeps a ticket, in place of an older one of its number.</summary>
    static abstract void Put(Ticket ticket);

    /// <summary>The ticket of a number, or null.</summary>
    static abstract Ticket? Find(int id);

    /// <summary>All tickets, by number.</summary>
    static abstract IReadOnlyList<Ticket> All();
}
