using System;

namespace IommuConfig.Runtime;

/// <summary>A word of a comma separated option.</summary>
/// <param name="Name">How it is written.</param>
/// <param name="Set">Does what it says.</param>
/// <param name="Absence">Why it does not exist in this configuration; null where it does.</param>
/// <param name="IsIgnored">Where it does not exist: whether it is right all the same, and only has no effect.</param>
/// <param name="IsBare">Whether it stands for itself only: neither <c>no-</c> nor a value.</param>
/// <param name="Extra">A value that is not boolean, or null.</param>
/// <param name="SetExtra">Does what that value says.</param>
internal sealed record OptionWord(
    string Name,
    Action<IommuOptions, bool> Set,
    string? Absence = null,
    bool IsIgnored = false,
    bool IsBare = false,
    string? Extra = null,
    Action<IommuOptions>? SetExtra = null);
