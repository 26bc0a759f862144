using System;

namespace IommuConfig.Models;

/// <summary>What a page table allows.</summary>
[Flags]
public enum PageAccess
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Reads.</summary>
    Read = 1,

    /// <summary>Writes.</summary>
    Write = 2,

    /// <summary>
    /// A processor that shares the table could run unprivileged code there. Always set in formats that know no such permission.
    /// </summary>
    Execute = 4,

    /// <summary>Everything.</summary>
    All = Read | Write | Execute,
}
