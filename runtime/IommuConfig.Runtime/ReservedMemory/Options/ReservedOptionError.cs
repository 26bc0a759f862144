namespace IommuConfig.Runtime;

/// <summary>What is wrong with a part of <c>rmrr=</c> or <c>ivmd=</c>. That part is ignored, the others count.</summary>
/// <param name="Column">Where in the option's value the part, or the character that is wrong in it, is. The first character is in column 1.</param>
/// <param name="Result">The negative errno that stands for it.</param>
/// <param name="Text">What is expected there.</param>
public readonly record struct ReservedOptionError(int Column, int Result, string Text)
{
    /// <summary>The place and the text, for people.</summary>
    public override string ToString() => $"column {Column}: {Text}";
}
