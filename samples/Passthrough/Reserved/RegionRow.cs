namespace Passthrough.Reserved;

/// <summary>A reserved region as it is printed.</summary>
/// <param name="First">The address of its first byte.</param>
/// <param name="Last">The address of its last byte.</param>
/// <param name="Access">What devices do there: <c>rw</c>, <c>r-</c>, <c>-w</c>, or a question mark.</param>
/// <param name="Kind">Which kind of entry reserved it.</param>
/// <param name="Devices">The devices it is for.</param>
internal sealed record RegionRow(ulong First, ulong Last, string Access, string Kind, string[] Devices);
