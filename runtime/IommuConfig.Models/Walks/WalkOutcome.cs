namespace IommuConfig.Models;

/// <summary>How a walk ended.</summary>
public enum WalkOutcome
{
    /// <summary>An entry is not present. Every request is blocked, but nothing is wrong with the table.</summary>
    NotMapped,

    /// <summary>At a page. Whether a request may reach it, its permissions say.</summary>
    Mapped,

    /// <summary>At a mistake: in the table, in what the driver said of it, or an address that it does not translate.</summary>
    Faulted,
}
