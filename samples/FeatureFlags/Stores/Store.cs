using IommuConfig;

namespace HelpDesk.Stores;

/// <summary>
/// The store of this edition. Each store adds itself in its own file, and each file is compiled where the store is configured: with one of them,
/// <c>Store.Put(ticket)</c> is a direct call; with several, the one that was selected is called.
/// </summary>
[DispatchTable(typeof(IStore))]
internal static partial class Store;
