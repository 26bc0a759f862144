namespace IommuConfig.Generators.Constants;

/// <summary>A generated file of the class of constants.</summary>
/// <param name="HintName">Its name.</param>
/// <param name="Text">Its text.</param>
internal sealed record ConstantsFile(string HintName, string Text);
