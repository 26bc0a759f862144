using System;

namespace IommuConfig.Runtime;

/// <summary>An option of the command line.</summary>
/// <param name="Name">How it is written.</param>
/// <param name="Parse">Reads its value.</param>
/// <param name="Absence">Why it has no effect in this configuration; null where it has.</param>
internal sealed record IommuParameter(string Name, Action<OptionText, IommuOptions, OptionMessages> Parse, string? Absence);
