using System.Collections.Generic;

using IommuConfig;

namespace HelpDesk.Audit;

/// <summary>Who did what and when.</summary>
[HookContract]
internal interface IAudit
{
    /// <summary>Notes what was done. Where there is no audit trail nothing happens, and the call costs nothing.</summary>
    static virtual void Note(string folder, string what)
    {
    }

    /// <summary>What was noted.</summary>
    static virtual IReadOnlyList<string> Read(string folder) => [];
}
