namespace IommuConfig.Runtime;

/// <summary>What is wrong with a table from firmware, and where. The default value says that nothing is.</summary>
/// <param name="Result">0 if nothing is wrong, else the negative errno that the layer answers with.</param>
/// <param name="Offset">Where in the table, in bytes from its start: the field, or the structure, that breaks the rule.</param>
/// <param name="Rule">The rule that is broken, with the specification's section that has it; empty if nothing is wrong.</param>
public readonly record struct FirmwareTableError(int Result, int Offset, string Rule)
{
    /// <summary>Whether something is wrong.</summary>
    public bool IsError => Result != 0;

    /// <summary>The place and the rule, for people; <c>ok</c> if nothing is wrong.</summary>
    public override string ToString() => IsError ? $"at offset {Offset:x}h, against the rule: {Rule}" : "ok";
}
