namespace IommuConfig.Package.Tests;

/// <summary>A program with an option of each kind and a table of two stores.</summary>
internal static class NotesProgram
{
    public const string Kconfig = """
        mainmenu "Notes"

        config STORE_FILE
        	bool "Keep notes in a file"
        	default y

        config STORE_MEMORY
        	bool "Keep notes in memory"

        config DIAGNOSTICS
        	bool "Diagnostics"

        config MAX_NOTES
        	int "The largest number of notes"
        	range 1 10000
        	default 100

        config BANNER
        	string "Printed at the start"

        """;

    public const string Config = "CONFIG_STORE_MEMORY=y\n# CONFIG_STORE_FILE is not set\nCONFIG_DIAGNOSTICS=y\nCONFIG_MAX_NOTES=20\n";

    private const string Program = """
        using System;

        using Notes;

        if (Store.IsAvailable)
        {
            Store.Select(Store.Providers.All[0]);
        }

        Console.Write(Config.BANNER);
        if (Config.DIAGNOSTICS)
        {
            Console.WriteLine($"at most {Config.MAX_NOTES} notes");
        }

        int result = Store.Add("milk");
        Console.WriteLine(result < 0 ? $"no store ({result})" : $"{Store.Count()} note(s) in {Store.Name()}");
        """;

    private const string Table = """
        using System.Collections.Generic;

        using IommuConfig;

        namespace Notes;

        [HookContract]
        internal interface IStore
        {
            static abstract int Add(string note);
            static abstract int Count();
            static abstract string Name();
        }

        internal struct MemoryStore : IStore
        {
            private static readonly List<string> s_notes = new List<string>();
            public static int Add(string note) { s_notes.Add(note); return 0; }
            public static int Count() => s_notes.Count;
            public static string Name() => "MemoryStore";
        }

        internal struct FileStore : IStore
        {
            public static int Add(string note) => 0;
            public static int Count() => 1;
            public static string Name() => "FileStore";
        }

        [DispatchTable(typeof(IStore))]
        [Provider<FileStore>("STORE_FILE")]
        [Provider<MemoryStore>("STORE_MEMORY")]
        internal static partial class Store;
        """;

    /// <summary>Writes the sources of the program and its configuration.</summary>
    public static void WriteSources(PackageProject project, string folder = "")
    {
        project.Write(folder + "Kconfig", Kconfig);
        project.Write(folder + ".config", Config);
        project.Write(folder + "Program.cs", Program);
        project.Write(folder + "Store.cs", Table);
    }
}
