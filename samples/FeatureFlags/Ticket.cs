using System;
using System.Globalization;

namespace HelpDesk;

/// <summary>What somebody wants of the help desk.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <param name="Opened">When it was opened, in UTC.</param>
/// <param name="IsClosed">Whether the matter is settled.</param>
/// <param name="Title">What it is about, on one line.</param>
internal sealed record Ticket(int Id, DateTime Opened, bool IsClosed, string Title)
{
    /// <summary>The ticket as a line of a file.</summary>
    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Id}\t{Opened:O}\t{(IsClosed ? "closed" : "open")}\t{Title}");

    /// <summary>Reads what <see cref="ToLine"/> wrote.</summary>
    public static Ticket FromLine(string line)
    {
        string[] parts = line.Split('\t', 4);
        return new(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            DateTime.Parse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            parts[2] == "closed",
            parts[3]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Id} {Title}");
}
