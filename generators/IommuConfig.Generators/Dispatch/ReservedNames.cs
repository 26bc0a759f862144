using System.Collections.Generic;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Names that neither a hook nor a table can have.</summary>
internal static class ReservedNames
{
    // Private members too.
    private static readonly HashSet<string> s_ofTables =
    [
        "IsAvailable", "IsMixed", "Providers", "HookDescriptions", "Select", "Table",
        "Descriptions", "NoProvider", "NotSelected", "Of", "Selected", "Selection", "UnknownProvider",
    ];

    /// <summary>Whether every table has a member of that name of its own.</summary>
    public static bool IsOfTables(string name) => s_ofTables.Contains(name);

    /// <summary>Why a hook of the table cannot be called that, or null where it can.</summary>
    public static string? WhyNot(string hook, string table) =>
        hook == table ? "a member cannot have the name of its class, which is the table's" :
        s_ofTables.Contains(hook) ? "every table has a member of that name of its own" :
        CSharpText.IsMemberOfObject(hook) || hook == "Finalize" ? "every type inherits a member of that name from object" :
        null;
}
