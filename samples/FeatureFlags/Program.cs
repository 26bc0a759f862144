using System;
using System.Linq;

using HelpDesk.Stores;

using IommuConfig;

namespace HelpDesk;

/// <summary>A help desk on the command line.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        ProviderId[] stores = Store.Providers.All.ToArray();
        string names = string.Join(", ", stores.Select(Store.Providers.NameOf));
        ProviderId store = stores.FirstOrDefault();
        if (arguments is ["--store", string name, ..])
        {
            store = stores.FirstOrDefault(id => Store.Providers.NameOf(id) == name);
            arguments = arguments[2..];
        }

        if (store.IsNone)
        {
            Console.Error.WriteLine($"usage: FeatureFlags [--store NAME] [COMMAND [ARGUMENT]]\nstores of the {Config.EDITION} edition: {names}");
            return 2;
        }

        Store.Select(store);
        Console.WriteLine($"Help desk, {Config.EDITION} edition, tickets in {Store.Providers.NameOf(store)} (of {names})");
        bool isDone = arguments is [string command, .. string[] rest]
            ? Session.Run(Environment.CurrentDirectory, [(command, string.Join(' ', rest))])
            : Session.Demonstrate();
        if (Config.DIAGNOSTICS)
        {
            Diagnostics.Print();
        }

        return isDone ? 0 : 1;
    }
}
