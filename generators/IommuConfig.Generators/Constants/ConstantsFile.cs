using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Constants;

/// <summary>The part of the class of constants that comes from one Kconfig file. One file, one part: an edit touches little.</summary>
/// <param name="Namespace">The namespace, or empty.</param>
/// <param name="Class">The name of the class.</param>
/// <param name="Path">The Kconfig file, relative to the folder of the root: <c>runtime/Kconfig</c>.</param>
/// <param name="HintName">The name of the generated file.</param>
/// <param name="Constants">The symbols that the file is the first to define, in order.</param>
internal sealed record ConstantsFile(string Namespace, string Class, string Path, string HintName, EquatableArray<ConstantModel> Constants);

/// <summary>One constant.</summary>
/// <param name="Identifier">Its name in C#.</param>
/// <param name="Type">Its type in C#.</param>
/// <param name="Value">Its value as a C# literal.</param>
/// <param name="IsSwitch">Whether it is read from a feature switch, and the value is only that switch's default.</param>
/// <param name="Symbol">The symbol's name.</param>
/// <param name="Kind">The symbol's type in Kconfig.</param>
/// <param name="Prompt">The symbol's prompt, or empty.</param>
/// <param name="Help">The help text, or empty.</param>
/// <param name="DependsOn">The dependencies, or empty.</param>
/// <param name="Place">Where it is defined: <c>runtime/Kconfig:24</c>.</param>
internal sealed record ConstantModel(
    string Identifier,
    string Type,
    string Value,
    bool IsSwitch,
    string Symbol,
    string Kind,
    string Prompt,
    string Help,
    string DependsOn,
    string Place);
